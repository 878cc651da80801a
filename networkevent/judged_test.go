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
	"github.com/flowtrail/flowtrail/internal/validator"
	"github.com/flowtrail/flowtrail/networkevent"
)

var eventJudge, rowJudge = validator.New(networkevent.JSON.Schema()), validator.New(networkevent.CSV.Schema())

// A verdict is what the judge says of a whole record, without the codec.
type verdict struct {
	valid bool
	found []string // if they are all there is to find
}

// sameVerdict compares what the codec says of a record with a verdict.
func sameVerdict(t *testing.T, want verdict, err error) {
	t.Helper()
	if (err == nil) != want.valid {
		t.Fatalf("valid is %v for the judge, but the codec says: %v", want.valid, err)
	}
	var bad *flowtrail.RecordError
	if !errors.As(err, &bad) || len(want.found) == 0 {
		return
	}
	var got []string
	for _, v := range bad.Violations {
		got = append(got, v.Path+": "+v.Message+" ["+string(v.Rule)+"]")
	}
	slices.Sort(got)
	if diff := cmp.Diff(want.found, got); diff != "" {
		t.Fatalf("(-judge +codec):\n%s", diff)
	}
}

// judged returns the verdict that what was found stands for. The codec shortens what is long.
func judged(found []validator.Violation) verdict {
	v := verdict{valid: len(found) == 0}
	for _, f := range found {
		if len(f.Path) > 500 || len(found) > 100 {
			return verdict{}
		}
		v.found = append(v.found, f.Path+": "+f.Message+" ["+string(f.Rule)+"]")
	}
	slices.Sort(v.found)
	return v
}

func judgedEvent(text []byte, strict bool) verdict {
	root, problems := jsonsyntax.Parse(text, 64, 100)
	if len(text) > 1<<20 || len(problems) > 0 || hasVariant(root, eventJudge.Names()) {
		return verdict{}
	}
	return judged(eventJudge.Validate(root.Any(), strict, nil))
}

func hasVariant(n *jsonsyntax.Node, names validator.Names) bool {
	for i := range n.Members {
		m := &n.Members[i]
		below, _ := names.Member(m.Name)
		if _, variant := names.Variant(m.Name); variant || hasVariant(&m.Value, below) {
			return true
		}
	}
	below, _ := names.Items()
	for i := range n.Items {
		if hasVariant(&n.Items[i], below) {
			return true
		}
	}
	return false
}

func judgedRow(header, cells []string) verdict {
	if len(header) != len(cells) {
		return verdict{}
	}
	object := map[string]any{}
	for i, name := range header {
		if strings.ToValidUTF8(cells[i], "") != cells[i] {
			return verdict{}
		}
		if _, known := schemaProperties[name]; known {
			object[name] = cells[i]
		}
	}
	return judged(rowJudge.Validate(object, false, nil))
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
