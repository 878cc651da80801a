package networkevent_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/timefmt"
	"github.com/flowtrail/flowtrail/internal/validator"
	"github.com/flowtrail/flowtrail/networkevent"
)

var (
	eventValidator = validator.New(networkevent.JSON.Schema(), validator.TimeFormat("date-time-minute", timefmt.ParseMinute))
	rowValidator   = validator.New(networkevent.CSV.Schema(), validator.TimeFormat("report-time", timefmt.ParseReport))
)

// A verdict is what the validator says of a whole record, without the codec.
type verdict struct {
	valid bool
	found []string // if they are all there is to find
}

// sameVerdict compares what the codec says of a record with a verdict.
func sameVerdict(t *testing.T, want verdict, err error) {
	t.Helper()
	if (err == nil) != want.valid {
		t.Fatalf("valid is %v for the validator, but the codec says: %v", want.valid, err)
	}
	var bad *flowtrail.RecordError
	if !errors.As(err, &bad) || len(want.found) == 0 || bad.Violations[0].Rule == flowtrail.RuleOtherStream {
		return // a record of another stream has one finding, whatever else is wrong with it
	}
	var got []string
	for _, v := range bad.Violations {
		got = append(got, line(v.Path, v.Value, v.Message, v.Schema, v.Rule))
	}
	slices.Sort(got)
	if diff := cmp.Diff(want.found, got); diff != "" {
		t.Fatalf("(-validator +codec):\n%s", diff)
	}
}

func line(path, value, message, schema string, rule flowtrail.Rule) string {
	return path + ": " + value + " " + message + " [" + string(rule) + " at " + schema + "]"
}

// judged returns the verdict that what was found stands for. The codec shortens what is long.
func judged(found []record.Finding) verdict {
	v := verdict{valid: len(found) == 0}
	for _, f := range found {
		if len(f.Path) > 500 || len(found) > 100 {
			return verdict{}
		}
		v.found = append(v.found, line(f.Path, f.Value, f.Message, f.Schema, f.Rule))
	}
	slices.Sort(v.found)
	return v
}

func judgedEvent(text []byte, strict bool) verdict {
	root, found := jsonsyntax.Parse(text, 64, 100)
	if len(text) > 1<<20 || len(found) > 0 {
		return verdict{}
	}
	return judged(eventValidator.Alone(root, strict))
}

func judgedRow(header, cells []string) verdict {
	if len(header) != len(cells) {
		return verdict{}
	}
	var members []jsonsyntax.Member
	for i, name := range header {
		if strings.ToValidUTF8(cells[i], "") != cells[i] {
			return verdict{}
		}
		if _, known := schemaProperties[name]; known {
			cell := jsonsyntax.Node{Kind: jsonsyntax.String, Text: []byte(cells[i])}
			members = append(members, jsonsyntax.Member{Name: []byte(name), Value: cell})
		}
	}
	return judged(rowValidator.Alone(jsonsyntax.NewObject(members), false))
}

var schemaProperties = func() map[string]any {
	var schema struct {
		Properties map[string]any `json:"properties"`
	}
	if err := json.Unmarshal(networkevent.CSV.Schema(), &schema); err != nil {
		panic(err)
	}
	return schema.Properties
}()
