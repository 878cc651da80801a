package flowtrail_test

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/networkevent"
)

func TestPositions(t *testing.T) {
	text := "\ufeff\n" + strings.Join(strings.SplitAfter(export, "\n"), "\n")
	var got []flowtrail.Position
	rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.FileName("a"))
	for _, err := range rd.All() {
		got = append(got, rd.Pos())
		var bad *flowtrail.RecordError
		if errors.As(err, &bad) && bad.Position != rd.Pos() {
			t.Errorf("the error is at %+v, the record at %+v", bad.Position, rd.Pos())
		}
	}
	lines := strings.Split(export, "\n")
	want := []flowtrail.Position{
		{File: "a", Record: 1, Line: 2, Column: 1, Offset: 4},
		{File: "a", Record: 2, Line: 4, Column: 1, Offset: 4 + int64(len(lines[0])) + 2},
		{File: "a", Record: 3, Line: 6, Column: 1, Offset: 4 + int64(len(lines[0])+len(lines[1])) + 4},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if rd.Pos() != want[2] {
		t.Errorf("at the end the position is %v, not that of the last record", rd.Pos())
	}
}

func TestRecordSize(t *testing.T) {
	good := strings.SplitAfter(export, "\n")[0]
	large := strings.Replace(good, "{", `{"padding":"`+strings.Repeat("{", 5000)+`",`, 1)
	for name, text := range map[string]string{
		"lines":        good + large + good,
		"pretty":       strings.Replace(good+large+good, `"event":`, "\n  \"event\":", 3),
		"array":        "[" + good + "," + large + "," + good + "]",
		"string open":  good + large[:4000] + "\n" + good,
		"no end":       good + large[:4000],
		"larger still": good + strings.Replace(large, "{{", strings.Repeat("{", 1<<20), 1) + good,
	} {
		for _, input := range []io.Reader{strings.NewReader(text), iotest.HalfReader(strings.NewReader(text))} {
			valid, lines := collect(networkevent.JSON.Read(input, flowtrail.FileName("F"), flowtrail.MaxRecordSize(2000)))
			if !strings.Contains(lines, "the record is larger than 2000 bytes [record-size]") || strings.Count(lines, "\n") != 1 {
				t.Errorf("%s: findings\n%s", name, lines)
			}
			if valid != 2 && name != "no end" {
				t.Errorf("%s: %d valid records", name, valid)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	line := []byte(strings.SplitAfter(export, "\n")[0])
	var bad *flowtrail.RecordError
	if err := networkevent.JSON.Validate(line, flowtrail.MaxDepth(2)); !errors.As(err, &bad) || bad.Violations[0].Rule != "depth" {
		t.Errorf("depth: %v", err)
	}
	if err := networkevent.JSON.Validate(line, flowtrail.MaxDepth(3)); err != nil {
		t.Errorf("depth: %v", err)
	}
	err := networkevent.JSON.Validate([]byte(`{"event":{}, "event_type": 1}`), flowtrail.MaxFindings(3))
	if !errors.As(err, &bad) || len(bad.Violations) != 4 || bad.Violations[3].Rule != "too-many" {
		t.Errorf("findings: %v", err)
	}
}

// TestManyFindings checks that a record with very many findings does not take very long.
func TestManyFindings(t *testing.T) {
	var record strings.Builder
	record.WriteString(`{"event_type":"network","event":{`)
	for i := range 60_000 {
		fmt.Fprintf(&record, `"x%d":0,`, i)
	}
	record.WriteString(`"x":0}}`)
	err := networkevent.JSON.Validate([]byte(record.String()), flowtrail.Strict())
	var bad *flowtrail.RecordError
	if !errors.As(err, &bad) || len(bad.Violations) != 101 {
		t.Errorf("%.1000v", err)
	}
}

// TestManyItems checks that a long array is validated as a whole, and its findings are in the right place.
func TestManyItems(t *testing.T) {
	relay := `{"ip":"1.2.3.4","name":"r","port":1}`
	relays := strings.Repeat(relay+",", 1234) + `{"ip":"1.2.3.4","name":"r","port":-1},` + relay
	line := strings.Replace(strings.SplitAfter(export, "\n")[0], `"relays": []`, `"relays": [`+relays+`]`, 1)
	err := networkevent.JSON.Validate([]byte(line))
	want := fmt.Sprintf("input:1:%d: /event/relays/1234/port: -1 is less than 0", strings.Index(line, "-1}")+1)
	if err == nil || err.Error() != want {
		t.Errorf("%.1000v\nwant %s", err, want)
	}
	good := strings.Replace(line, "-1}", "12}", 1)
	if err := networkevent.JSON.Validate([]byte(good)); err != nil {
		t.Error(err)
	}
}

func TestStrict(t *testing.T) {
	line := bytes.Replace([]byte(strings.SplitAfter(export, "\n")[0]), []byte(`"relays": []`), []byte(`"relays": [{"ip":"::1","name":"r","port":1,"x":2}], "y": {}`), 1)
	if err := networkevent.JSON.Validate(line); err != nil {
		t.Error(err)
	}
	err := networkevent.JSON.Validate(line, flowtrail.Strict())
	want := "input:1:529: /event/relays/0/x: is not known\ninput:1:539: /event/y: is not known"
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
	csv := "region," + strings.Join(strings.Split(networkeventHeader, ",")[:22], ",") + "\n"
	if _, lines := collect(networkevent.CSV.Read(strings.NewReader(csv), flowtrail.FileName("F"), flowtrail.Strict())); lines != "1:1: /region: \"region\" is not a known column [unknown-column]\n" {
		t.Error(lines)
	}
}

func TestCompressedTrouble(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	io.WriteString(zw, strings.Repeat(export, 500))
	zw.Close()
	whole := packed.Bytes()
	for name, input := range map[string][]byte{
		"cut off":      whole[:len(whole)/2],
		"no checksum":  whole[:len(whole)-4],
		"header only":  whole[:5],
		"corrupt":      append(bytes.Clone(whole[:len(whole)/2]), bytes.Repeat([]byte{0xff}, 100)...),
		"garbage next": append(bytes.Clone(whole), "garbage"...),
	} {
		var last error
		for _, err := range networkevent.JSON.Read(bytes.NewReader(input)) {
			last = err
		}
		var stream *flowtrail.StreamError
		if !errors.As(last, &stream) || !strings.Contains(last.Error(), "at byte ") {
			t.Errorf("%s: %v", name, last)
		}
		if name == "cut off" && (!errors.Is(last, io.ErrUnexpectedEOF) || !strings.Contains(last.Error(), fmt.Sprint("at byte ", len(whole)/2))) {
			t.Errorf("%s: %v", name, last)
		}
	}
}

// TestGunzip checks that another way to decompress is used, and that its errors are told as any.
func TestGunzip(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	io.WriteString(zw, export)
	zw.Close()
	opened := 0
	gunzip := flowtrail.Gunzip(func(r io.Reader) (io.Reader, error) {
		opened++
		if _, ok := r.(io.ByteReader); !ok {
			t.Error("the compressed stream is no io.ByteReader")
		}
		return gzip.NewReader(r)
	})
	if valid, lines := collect(networkevent.JSON.Read(bytes.NewReader(packed.Bytes()), gunzip)); valid != 2 || opened != 1 {
		t.Errorf("%d valid records, opened %d times: %s", valid, opened, lines)
	}
	broken := flowtrail.Gunzip(func(io.Reader) (io.Reader, error) { return nil, errors.New("out of order") })
	if _, lines := collect(networkevent.JSON.Read(bytes.NewReader(packed.Bytes()), broken)); !strings.Contains(lines, "out of order") {
		t.Errorf("the error is told as %s", lines)
	}
	if valid, _ := collect(networkevent.JSON.Read(strings.NewReader(export), broken)); valid != 2 {
		t.Errorf("%d valid records of an input that is plain", valid)
	}
}

func TestStreamErrorIsFinal(t *testing.T) {
	broken := errors.New("the cable is cut")
	rd := networkevent.JSON.NewReader(io.MultiReader(strings.NewReader(export), iotest.ErrReader(broken)), flowtrail.FileName("a"))
	for round := range 3 {
		n := 0
		for _, err := range rd.All() {
			if n++; n == 4 || round > 0 {
				if !errors.Is(err, broken) || err.Error() != "a:4:1: the cable is cut" {
					t.Fatal(n, err)
				}
			}
		}
		if want := []int{4, 1, 1}[round]; n != want {
			t.Errorf("round %d: %d records and errors, want %d", round, n, want)
		}
	}
}

func TestEmptyInputs(t *testing.T) {
	for _, text := range []string{"", "\n \n", "\ufeff", "[]", " [ ] \n"} {
		if valid, lines := collect(networkevent.JSON.Read(strings.NewReader(text))); valid != 0 || lines != "" {
			t.Errorf("%q: %d, %s", text, valid, lines)
		}
	}
	for _, text := range []string{"", "\n", networkeventHeader, networkeventHeader + "\r\n\n"} {
		if valid, lines := collect(networkevent.CSV.Read(strings.NewReader(text))); valid != 0 || lines != "" {
			t.Errorf("%q: %d, %s", text, valid, lines)
		}
	}
}

const networkeventHeader = "start_time,end_time,user,user_id,device_id,client_ip,connector,connector_id,resource_ip,resource_port,resource_domain,resource_id,protocol,status,bytes_transferred,bytes_received,remote_network,remote_network_id,applied_rule,relays,relay_ips,relay_ports,service_account,service_account_id,service_account_key,service_account_key_id"

func TestReadFS(t *testing.T) {
	files := fstest.MapFS{
		"b.json": {Data: []byte(export)},
		"a.json": {Data: []byte(export[:strings.Index(export, "\n")])},
		"c.csv":  {Data: []byte("x")},
	}
	var got []string
	for _, err := range networkevent.JSON.ReadFS(files, "*.json") {
		got = append(got, fmt.Sprint(err))
	}
	want := []string{"<nil>", "<nil>", `b.json:2:188: /event/connection/protocol: "sctp" is not one of tcp, udp, icmp`, "<nil>"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, err := range networkevent.JSON.ReadFS(files, "*.gz") {
		var stream *flowtrail.StreamError
		if !errors.Is(err, fs.ErrNotExist) || !errors.As(err, &stream) {
			t.Errorf("no file matches: %v", err)
		}
	}
	for range networkevent.JSON.ReadFS(files, "*.json") {
		break // must not read on
	}
}

func TestFileNameOfFiles(t *testing.T) {
	f, err := os.Open("testdata/invalid/networkevent.json/protocol.json")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for _, err := range networkevent.JSON.Read(f) {
		if err != nil && !strings.HasPrefix(err.Error(), "testdata/invalid/networkevent.json/protocol.json:") {
			t.Error(err)
		}
	}
}

// TestAbandonedReader checks that a reader with workers which is not read to its end leaves nothing running.
func TestAbandonedReader(t *testing.T) {
	text := strings.Repeat(strings.SplitAfter(export, "\n")[0], 5000)
	before := runtime.NumGoroutine()
	for range 20 {
		for range networkevent.JSON.Read(strings.NewReader(text), flowtrail.Workers(4)) {
			break
		}
	}
	for i := 0; runtime.NumGoroutine() > before; i++ {
		if i == 1e6 {
			t.Fatalf("%d goroutines before, %d after", before, runtime.NumGoroutine())
		}
		runtime.Gosched()
	}
}

func TestDetect(t *testing.T) {
	var packed bytes.Buffer
	zw := gzip.NewWriter(&packed)
	io.WriteString(zw, strings.Repeat(export, 100))
	zw.Close()
	for _, test := range []struct {
		head      string
		json, csv bool
	}{
		{export, true, false}, {"\ufeff[" + export[:100], true, false}, {packed.String()[:200], true, false},
		{networkeventHeader, false, true}, {"\ufeff" + networkeventHeader + "\r\nx", false, true},
		{`{"event_type": "audit_log"}`, false, false}, {"", false, false}, {"{}", false, false}, {"user,user_id\n", false, false},
		{`{"event_type"`, false, false}, {`"event_type": "network"`, false, false}, {"\x1f\x8b", false, false},
		{`{"note":{"event_type":"network"},"event_type":"audit_log"}`, false, false}, {`{"event": {}, "event_type": "network"`, true, false},
		{`{"event_type":"dns_filtering","event":{"x":"}"}}` + "\n" + export, true, false}, {`[{"event_type":"x"},` + "\n" + `{"event_type":"network"}]`, true, false},
		{`{"event_type":"dns_filtering"}{"event_typ`, false, false}, {`{"event_type": 7}`, false, false}, {`[[{"event_type":"network"}]]`, false, false},
	} {
		if got := networkevent.JSON.Detect([]byte(test.head)); got != test.json {
			t.Errorf("%.20q is JSON: %v", test.head, got)
		}
		if got := networkevent.CSV.Detect([]byte(test.head)); got != test.csv {
			t.Errorf("%.20q is CSV: %v", test.head, got)
		}
	}
}

// TestInterleaved reads a file whose first record, and others, are of other streams. One that is malformed is not passed over: nobody
// knows of which stream it was to be.
func TestInterleaved(t *testing.T) {
	line, _, _ := strings.Cut(export, "\n")
	other := `{"event_type":"dns_filtering","event":{"version":1,"domain":"example.com"}}`
	text := strings.Join([]string{other, line, other, `{"event_type":"a new one"}`, line, `{"event_type":7}`,
		`{"event_type":"dns_filtering","event":{"version":01}}`}, "\n")
	events, lines := collect(networkevent.JSON.Read(strings.NewReader(text), flowtrail.FileName("F")))
	want := `1:15: /event_type: "dns_filtering" is another stream than network_access, network [other-stream]
3:15: /event_type: "dns_filtering" is another stream than network_access, network [other-stream]
4:15: /event_type: "a new one" is another stream than network_access, network [other-stream]
6:1: /event: is missing [required]
6:15: /event_type: 7 is a number, not a string [type]
7:50: /event/version: this is not a JSON number [syntax]
`
	if diff := cmp.Diff(want, lines); diff != "" || events != 2 {
		t.Errorf("%d events (-want +got):\n%s", events, diff)
	}
	rd := networkevent.JSON.NewReader(strings.NewReader(text), flowtrail.SkipOtherStreams())
	if events, lines := collect(rd.All()); events != 2 || rd.Skipped() != 3 || !strings.HasSuffix(lines, "[syntax]\n") {
		t.Errorf("%d events, %d skipped:\n%s", events, rd.Skipped(), lines)
	}
}
