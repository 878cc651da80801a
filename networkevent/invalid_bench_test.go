package networkevent_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"iter"
	"net/netip"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

// A fault makes one value of each record wrong.
type fault struct {
	name        string
	find        *regexp.Regexp
	replacement string
}

var eventFaults = []fault{
	{"enum", regexp.MustCompile(`"protocol":"[a-z]+"`), `"protocol":"sctp"`},
	{"status", regexp.MustCompile(`"status":"[a-z_]+"`), `"status":"closed"`},
	{"port", regexp.MustCompile(`"port":[0-9]+`), `"port":70000`},
	{"time", regexp.MustCompile(`"time":"[^"]+"`), `"time":"13/05/2024 10:00"`},
	{"type", regexp.MustCompile(`"bytes_received":([0-9]+)`), `"bytes_received":"$1"`},
	{"address", regexp.MustCompile(`"ip":"[^"]+","port"`), `"ip":"localhost","port"`},
	{"missing", regexp.MustCompile(`"device":`), `"gadget":`},
}

var rowFaults = []fault{
	{"enum", regexp.MustCompile(`,(tcp|udp|icmp),`), `,sctp,`},
	{"port", regexp.MustCompile(`,[0-9]*,([^,]*,[^,]*,(tcp|udp|icmp),)`), `,70000,$1`},
	{"time", regexp.MustCompile(`^[^,]+`), `13/05/2024 10:00`},
	{"times", regexp.MustCompile(`^[^,]+,[^,]+`), `13/05/2024 10:00,13/05/2024 10:01`},
	{"empty", regexp.MustCompile(`^([^,]+),[^,]+(,.*,NORMAL,)`), `$1,$2`},
}

// inject returns the lines of text after the header, each with a fault.
func inject(b *testing.B, text []byte, header int, f fault) (lines []string) {
	b.Helper()
	for line := range strings.Lines(string(text[header:])) {
		i := f.find.FindStringSubmatchIndex(line)
		if i == nil {
			continue // such as a record without relays
		}
		changed := f.find.ExpandString(nil, f.replacement, line, i)
		lines = append(lines, line[:i[0]]+string(changed)+line[i[1]:])
	}
	if len(lines) < 1000 {
		b.Fatal("too few records")
	}
	return lines
}

// invalid measures reading one record that is wrong.
func invalid[T any](b *testing.B, codec *flowtrail.Codec[T], header []byte, lines []string, opts ...flowtrail.Option) {
	b.Helper()
	text := []byte(strings.Join(lines, ""))
	rd := codec.NewReader(&endless{header: header, rows: text}, opts...)
	var v T
	var bad *flowtrail.RecordError
	next, stop := iter.Pull(rd.Into(&v))
	defer stop()
	for range len(lines) {
		if err, _ := next(); !errors.As(err, &bad) {
			b.Fatal(err)
		}
	}
	b.SetBytes(int64(len(text) / len(lines)))
	b.ReportAllocs()
	for b.Loop() {
		if err, _ := next(); err == nil {
			b.Fatal("valid")
		}
	}
}

const badRecords = 5000

func BenchmarkInvalidEvent(b *testing.B) {
	text := written(b, networkevent.JSON, networkevent.JSON.Samples(1), badRecords)
	for _, f := range eventFaults {
		b.Run(f.name, func(b *testing.B) { invalid(b, networkevent.JSON, nil, inject(b, text, 0, f)) })
	}
}

func BenchmarkInvalidRow(b *testing.B) {
	text := written(b, networkevent.CSV, networkevent.CSV.Samples(1), badRecords)
	header := bytes.IndexByte(text, '\n') + 1
	for _, f := range rowFaults {
		b.Run(f.name, func(b *testing.B) { invalid(b, networkevent.CSV, text[:header], inject(b, text, header, f)) })
	}
}

func BenchmarkInvalidRowTwoWorkers(b *testing.B) {
	text := written(b, networkevent.CSV, networkevent.CSV.Samples(1), badRecords)
	header := bytes.IndexByte(text, '\n') + 1
	for _, f := range rowFaults {
		b.Run(f.name, func(b *testing.B) {
			invalid(b, networkevent.CSV, text[:header], inject(b, text, header, f), flowtrail.Workers(2))
		})
	}
}

// BenchmarkInvalidPipeline measures the usual way for comparison: encoding/json or encoding/csv, a map, and jsonschema.
func BenchmarkInvalidPipeline(b *testing.B) {
	events := written(b, networkevent.JSON, networkevent.JSON.Samples(1), badRecords)
	schema := plainSchema(b, networkevent.JSON.Schema())
	for _, f := range eventFaults {
		lines := inject(b, events, 0, f)
		pipeline(b, "event/"+f.name, schema, lines, func(line string) (v any, err error) {
			decoder := json.NewDecoder(strings.NewReader(line))
			decoder.UseNumber()
			err = decoder.Decode(&v)
			return v, err
		})
	}
	rows := written(b, networkevent.CSV, networkevent.CSV.Samples(1), badRecords)
	schema = plainSchema(b, networkevent.CSV.Schema())
	header := bytes.IndexByte(rows, '\n') + 1
	names := strings.Split(strings.TrimSpace(string(rows[:header])), ",")
	for _, f := range rowFaults {
		lines := inject(b, rows, header, f)
		r := csv.NewReader(&endless{rows: []byte(strings.Join(lines, ""))})
		r.ReuseRecord = true
		pipeline(b, "row/"+f.name, schema, lines, func(string) (any, error) {
			cells, err := r.Read()
			object := make(map[string]any, len(cells))
			for i, cell := range cells {
				object[names[i]] = cell
			}
			return object, err
		})
	}
}

func pipeline(b *testing.B, name string, schema *jsonschema.Schema, lines []string, decode func(string) (any, error)) {
	b.Run(name, func(b *testing.B) {
		size := 0
		for _, line := range lines {
			size += len(line)
		}
		b.SetBytes(int64(size / len(lines)))
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			v, err := decode(lines[i%len(lines)])
			if err != nil || schema.Validate(v) == nil {
				b.Fatal("valid", err)
			}
		}
	})
}

// plainSchema compiles a schema with formats as one would write them.
func plainSchema(b *testing.B, text []byte) *jsonschema.Schema {
	b.Helper()
	layout := func(layouts ...string) func(any) bool {
		return func(v any) bool {
			text, _ := v.(string)
			return slices.ContainsFunc(layouts, func(layout string) bool {
				_, err := time.Parse(layout, text)
				return err == nil
			})
		}
	}
	addr := func(version4 bool) func(any) bool {
		return func(v any) bool {
			text, _ := v.(string)
			ip, err := netip.ParseAddr(text)
			return err == nil && ip.Is4() == version4
		}
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	compiler.Formats = map[string]func(any) bool{
		"date-time": layout(time.RFC3339Nano), "date-time-minute": layout("2006-01-02T15:04Z"),
		"report-time": layout("2006-01-02 15:04:05 UTC"), "ipv4": addr(true), "ipv6": addr(false),
	}
	if err := compiler.AddResource("schema.json", bytes.NewReader(text)); err != nil {
		b.Fatal(err)
	}
	return compiler.MustCompile("schema.json")
}
