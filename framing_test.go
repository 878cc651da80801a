package flowtrail_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/codectest"
	"github.com/flowtrail/flowtrail/networkevent"
)

// sampleEvents returns n sampled events, each as compact JSON.
func sampleEvents(t testing.TB, n int) []string {
	t.Helper()
	var lines []string
	for ev := range networkevent.JSON.Samples(7) {
		line, err := networkevent.JSON.Append(nil, ev)
		if err != nil {
			t.Fatal(err)
		}
		if lines = append(lines, strings.TrimSuffix(string(line), "\n")); len(lines) == n {
			break
		}
	}
	return lines
}

// indented returns a line of JSON over several lines, each indented by prefix.
func indented(line, prefix string) string {
	line = strings.ReplaceAll(line, `,"event":{`, ",\n"+prefix+"  \"event\": {\n"+prefix+"    ")
	return strings.ReplaceAll(line, `,"resource":{`, ",\n"+prefix+"    \"resource\": {")
}

func framings(records []string) map[string]string { return codectest.Framings(records, indented) }

// TestBrokenRecords reads streams with broken records in every framing: those before and after them are not lost.
func TestBrokenRecords(t *testing.T) {
	good := sampleEvents(t, 3)
	for _, broken := range []string{
		`{"event_type":"network_access","event":{]}`, `{"event_type":01}`, `{"event_type":"net` + "\t" + `work"}`, `{}`, `{"a":"\q"}`,
	} {
		records := []string{good[0], broken, good[1], broken, good[2]}
		for name, text := range framings(records) {
			if strings.Contains(broken, "]") && (name == "concatenated" || name == "array, one line") {
				continue // there is no telling where the record ends
			}
			first := ""
			for way, input := range codectest.Ways(text) {
				valid, lines := collect(networkevent.JSON.Read(input(), flowtrail.FileName("F")))
				if first == "" {
					first = lines
				}
				if valid != 3 || strings.Contains(lines, "[stream]") || lines != first {
					t.Errorf("%s, %s, %s: %d valid, findings\n%s\nat first\n%s", broken, name, way, valid, lines, first)
				}
			}
		}
	}
}

func TestNothingPassesSilently(t *testing.T) {
	good := sampleEvents(t, 1)[0]
	for text, want := range map[string]string{
		"[" + good:               "the array of records does not end",
		"[" + good + "," + "":    "the array of records does not end",
		"[" + good + good + "]":  "a comma is missing",
		"[" + good + ",,]":       "a record is missing",
		"[" + good + ",]":        "a record is missing",
		"[" + good + "] x":       "text follows the array",
		"[" + good + "]" + good:  "text follows the array",
		"[," + good + "]":        "where a value is expected",
		good + `{"a":[}` + good:  "where a value is expected",
		"xx" + good:              "where a value is expected",
		"\xff\xfe{\x00":          "UTF-16",
		good + "\n\x00\n":        "where a value is expected",
		good[:len(good)-1]:       "the record ends where a comma or the end of the object is expected",
		"[" + good[:len(good)/2]: "the array of records does not end",
	} {
		_, lines := collect(networkevent.JSON.Read(strings.NewReader(text)))
		if !strings.Contains(lines, want) {
			t.Errorf("%.20s…%.20s: want %q in\n%s", text, text[max(0, len(text)-20):], want, lines)
		}
	}
}

// TestWorkers reads a stream with all kinds of trouble by one goroutine and by several: what comes out is the same.
func TestWorkers(t *testing.T) {
	lines := sampleEvents(t, 4000)
	for i := 50; i < len(lines); i += 97 {
		switch i % 5 {
		case 0:
			lines[i] = lines[i][:len(lines[i])/2]
		case 1:
			lines[i] = strings.Replace(lines[i], `"tcp"`, `"sctp"`, 1)
		case 2:
			lines[i] = "garbage"
		case 3:
			lines[i] += lines[i-1]
		default:
			lines[i] = strings.Repeat(" ", 3) + lines[i] + "\r"
		}
	}
	lines[3000] = strings.Replace(lines[3000], `"event":{`, `"event":{"padding":"`+strings.Repeat("x", 300<<10)+`",`, 1)
	lines[3001] = strings.Replace(lines[3001], `"event":{`, `"event":{"padding":"`+strings.Repeat("x", 2<<20)+`",`, 1)
	same(t, networkevent.JSON, strings.Join(lines, "\n"))

	rows := sampleRows(t, 6000)
	for i := 50; i < len(rows); i += 97 {
		switch i % 6 {
		case 0:
			rows[i] = strings.Replace(rows[i], ",", `,"`, 1)
		case 1:
			rows[i] = strings.Replace(rows[i], "tcp", "sctp", 1)
		case 2:
			rows[i] = "few,cells"
		case 3:
			rows[i] = strings.Replace(rows[i], "aws", "\"two\nlines\"", 1)
		case 4:
			rows[i] = strings.Replace(rows[i], "example", `ex"am"ple`, 1)
		default:
			rows[i] += "\n\n\r"
		}
	}
	var header bytes.Buffer
	networkevent.CSV.NewWriter(&header).Flush()
	same(t, networkevent.CSV, header.String()+strings.Join(rows, "\n"))
}

// same reads text with several numbers of workers.
func same[T any](t *testing.T, codec *flowtrail.Codec[T], text string) {
	t.Helper()
	read := func(workers int) (log []string, values []T) {
		rd := codec.NewReader(strings.NewReader(text), flowtrail.Workers(workers))
		for v, err := range rd.All() {
			log = append(log, fmt.Sprintf("%v %v %s", rd.Pos(), err, rd.Raw()))
			if err == nil {
				values = append(values, *v)
			}
		}
		return log, values
	}
	log, values := read(1)
	if len(values) < 1000 || len(log) < len(values)+20 {
		t.Fatalf("%d records, %d of them valid: too few", len(log), len(values))
	}
	for _, workers := range []int{2, 3, 8} {
		otherLog, otherValues := read(workers)
		if diff := cmp.Diff(log, otherLog); diff != "" {
			t.Fatalf("%d workers (-one +several):\n%.2000s", workers, diff)
		}
		if diff := cmp.Diff(values, otherValues, netipComparer); diff != "" {
			t.Fatalf("%d workers (-one +several):\n%.2000s", workers, diff)
		}
	}
}
