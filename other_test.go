package flowtrail_test

import (
	"bytes"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/declare"
	"github.com/flowtrail/flowtrail/internal/record"
)

// words is a format of words on lines: "bad" is invalid, "other" is of another stream, "#" and a name is a header that all others
// words must begin with. It counts its parsers.
type words struct {
	parsers int
	unsure  bool // blocks are cut anywhere, which is a bug
}

type wordParser struct {
	format *words
	prefix string
	known  bool
	found  []record.Finding
}

func (f *words) Name() string               { return "words" }
func (f *words) Title() string              { return "words" }
func (f *words) Schema() []byte             { return nil }
func (f *words) Declaration() declare.Value { return declare.Value{} }
func (f *words) Detect([]byte) bool         { return false }
func (f *words) NewParser(record.Limits) record.Parser[string] {
	f.parsers++
	return &wordParser{format: f}
}
func (f *words) Decode(p record.Parser[string], data []byte, v *string) record.Span {
	return p.Next(data, 0, true, v)
}
func (f *words) NewEncoder() record.Encoder[string]                  { return nil }
func (f *words) Samples(uint64, func() *string) iter.Seq[*string]    { return nil }
func (p *wordParser) Findings() []record.Finding                     { return p.found }
func (p *wordParser) Err() error                                     { return nil }
func (p *wordParser) Follow(other record.Parser[string])             { *p = *other.(*wordParser) }
func (p *wordParser) Reset()                                         { p.prefix, p.known = "", false }
func (p *wordParser) Skip(data []byte, _, _ bool) (n int, done bool) { return len(data), true }
func (p *wordParser) Cut(data []byte, last bool) int {
	if p.format.unsure {
		return len(data)
	}
	return bytes.LastIndexByte(data, '\n') + 1
}

func (p *wordParser) Open(data []byte, last bool) record.Span {
	line, _, whole := bytes.Cut(data, []byte("\n"))
	switch {
	case p.known:
		panic("a stream before is still known")
	case !whole && !last:
		return record.Span{Status: record.More}
	case bytes.HasPrefix(line, []byte("#")):
		p.prefix = string(line[1:])
		p.known = true
		return record.Span{End: len(line) + 1}
	}
	return record.Span{}
}

func (p *wordParser) Next(data []byte, pos int, last bool, v *string) record.Span {
	line, _, whole := bytes.Cut(data[pos:], []byte("\n"))
	span := record.Span{Start: pos, End: pos + len(line) + 1}
	switch {
	case pos == len(data):
		return record.Span{Start: pos, End: pos, Status: record.End}
	case !whole && !last:
		return record.Span{Start: pos, Status: record.More}
	case !whole:
		span.End--
	}
	switch *v = string(line); {
	case *v == "other":
		span.Status = record.Other
		p.found = []record.Finding{{Offset: pos, Rule: record.RuleOtherStream, Message: "is of another stream"}}
	case *v == "bad" || !strings.HasPrefix(*v, p.prefix):
		span.Status = record.Invalid
		p.found = []record.Finding{{Offset: pos, Rule: record.RuleSyntax, Message: "is bad"}}
	}
	return span
}

// TestSkipOtherStreams checks that records of other streams are wrong, and passed over and counted with the option.
func TestSkipOtherStreams(t *testing.T) {
	codec := flowtrail.NewCodec[string](new(words))
	text := strings.Repeat("good\nother\nbad\nother\n", 500)
	for workers := 1; workers <= 3; workers++ {
		for _, skip := range []bool{false, true} {
			want := flowtrail.Counts{Records: 2000, Invalid: 1500, Findings: 1500}
			opts := []flowtrail.Option{flowtrail.Workers(workers), flowtrail.Block(200, 10)}
			if skip {
				want = flowtrail.Counts{Records: 2000, Invalid: 500, Skipped: 1000, Findings: 500}
				opts = append(opts, flowtrail.SkipOtherStreams())
			}
			for _, fold := range []bool{false, true} {
				name := fmt.Sprintf("%d workers, skip %v, fold %v", workers, skip, fold)
				var counts flowtrail.Counts
				rd := codec.NewReader(strings.NewReader(text), append(opts, flowtrail.Count(&counts))...)
				good, wrong := 0, 0
				tell := func(err error) error {
					wrong++
					var bad *flowtrail.RecordError
					if !errors.As(err, &bad) || int64(bad.Line) != bad.Record || (bad.Violations[0].Rule == record.RuleSyntax) != (bad.Record%4 == 3) {
						t.Fatalf("%s: %v", name, err)
					}
					return nil
				}
				if fold {
					var err error
					if good, err = sum(rd, func(*string) int { return 1 }, tell); err != nil {
						t.Error(err)
					}
				} else {
					for v, err := range rd.All() {
						if err != nil {
							tell(err)
						} else if good++; *v != "good" || string(rd.Raw()) != "good" || rd.Pos().Record%4 != 1 {
							t.Fatalf("%s: %q at %v", name, *v, rd.Pos())
						}
					}
				}
				if diff := cmp.Diff(want, counts); diff != "" || good != 500 || wrong != int(want.Invalid) || rd.Skipped() != want.Skipped {
					t.Errorf("%s: %d good, %d wrong, %d skipped (-want +got):\n%s", name, good, wrong, rd.Skipped(), diff)
				}
				if at := rd.Pos(); at.Record != 2000 || at.Line != 2000 {
					t.Errorf("%s: the last record is at %+v", name, at)
				}
			}
		}
	}
}

// TestParsersAreUsedAgain checks that what reads a stream is used for the next, and knows nothing of the one before.
func TestParsersAreUsedAgain(t *testing.T) {
	format := new(words)
	codec := flowtrail.NewCodec[string](format)
	const streams = 300
	for i := range streams {
		text := strings.Repeat("good\n", 100)
		if i%2 == 0 {
			text = "#x\n" + strings.Repeat("xylophone\n", 100)
		}
		for _, err := range codec.Read(strings.NewReader(text), flowtrail.Workers(1+i%3), flowtrail.Block(200, 10)) {
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := codec.Validate([]byte("good")); err != nil {
			t.Fatal(err)
		}
	}
	most := streams / 10 // for some 1,300 uses
	if underRace {
		most = 2 * streams
	}
	if format.parsers > most {
		t.Errorf("%d parsers for %d streams", format.parsers, streams)
	}
}

// TestUnsureCut checks that a block which does not end where a record does, a bug of a format, is an error and loses nothing silently.
func TestUnsureCut(t *testing.T) {
	codec := flowtrail.NewCodec[string](&words{unsure: true})
	text := strings.Repeat("good\n", 1000)
	for _, fold := range []bool{false, true} {
		rd := codec.NewReader(strings.NewReader(text), flowtrail.Workers(2), flowtrail.Block(202, 10))
		var last error
		if fold {
			_, last = sum(rd, func(*string) int { return 1 }, nil)
		} else {
			for v, err := range rd.All() {
				if last = err; err == nil && *v != "good" {
					t.Fatalf("%q at %v", *v, rd.Pos())
				}
			}
		}
		var stream *flowtrail.StreamError
		if !errors.As(last, &stream) || !strings.Contains(last.Error(), "internal error") || stream.Column != 1 {
			t.Errorf("fold %v: %v", fold, last)
		}
	}
}
