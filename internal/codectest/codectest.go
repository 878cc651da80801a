// Package codectest has the tests that hold for every codec. What is left for a document's own tests are its documented payloads, and
// little more:
//
//	func TestJSON(t *testing.T) { codectest.Run(t, networkevent.JSON, codectest.Expected{SampleSum: "7d15…"}) }
//	func FuzzJSON(f *testing.F) { codectest.Fuzz(f, networkevent.JSON) }
//
// A codec's fixtures are the files in testdata/valid/NAME and testdata/invalid/NAME at the root of the module, where NAME is the
// codec's. Beside each that is invalid, with .findings after its name, are the findings that are expected. They are written anew by
// go test -update.
package codectest

import (
	"bytes"
	"fmt"
	"io"
	"net/netip"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/record"
	"github.com/flowtrail/flowtrail/internal/validator"
)

// Expected is what is known of a codec beforehand.
type Expected struct {
	// SampleSum is the SHA-256 of the first 5000 samples of seed 1. They are the same on every platform, and as long as it can be.
	SampleSum string

	// Allocations is how many there may be for each sample that is read when its strings have all been seen.
	Allocations int
}

// Run tests a codec. The tests must run in a folder right below the root of the module.
func Run[T any](t *testing.T, codec *flowtrail.Codec[T], want Expected) {
	s := newSubject(t, codec)
	if _, ok := s.format.(mix); !ok { // a mix declares nothing: its documents do, which have tests of their own
		t.Run("Declaration", s.testDeclaration)
		t.Run("Coverage", s.testCoverage)
		t.Run("Constraints", s.testConstraints)
		t.Run("Removals", s.testRemovals)
	}
	for _, test := range []struct {
		name string
		run  func(*testing.T)
	}{
		{"Descriptions", s.testDescriptions},
		{"ValidFixtures", s.testValidFixtures},
		{"InvalidFixtures", s.testInvalidFixtures},
		{"Samples", func(t *testing.T) { s.testSamples(t, want.SampleSum) }},
		{"Mutations", s.testMutations},
		{"Layouts", s.testLayouts},
		{"Conformance", s.testConformance},
		{"Limits", s.testLimits},
		{"Strict", s.testStrict},
		{"Cases", func(t *testing.T) { Cases(t, codec) }},
		{"Kept", s.testKept},
		{"Allocations", func(t *testing.T) { s.testAllocations(t, want.Allocations) }},
	} {
		t.Run(test.name, test.run)
	}
}

// A subject is the codec that is tested, and what the tests know of it.
type subject[T any] struct {
	*flowtrail.Codec[T]
	format    record.Format[T]
	validator *validator.Validator
	schema    *jsonschema.Schema
	header    string // of a CSV, with all columns of the document
}

func newSubject[T any](t testing.TB, codec *flowtrail.Codec[T]) *subject[T] {
	t.Helper()
	s := &subject[T]{Codec: codec, format: formatOf(codec)}
	validated, ok := s.format.(interface{ Validator() *validator.Validator })
	if !ok {
		t.Fatalf("the format of %s does not tell its validator", codec.Name())
	}
	s.validator = validated.Validator()
	s.schema = compiledSchema(t, codec.Schema())
	header, err := s.format.NewEncoder().Header(nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	s.header = string(header)
	return s
}

// compiledSchema compiles a schema, without loading any other.
func compiledSchema(t testing.TB, text []byte) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft2020
	compiler.ExtractAnnotations = true
	compiler.AssertFormat = true
	compiler.Formats = formatsByWrong()
	compiler.LoadURL = func(url string) (io.ReadCloser, error) { return nil, fmt.Errorf("%s is not at hand", url) }
	const url = "https://example.com/schema.json"
	if err := compiler.AddResource(url, bytes.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(url)
	if err != nil {
		t.Fatalf("the schema is no JSON Schema of draft 2020-12: %v", err)
	}
	return schema
}

// A mix is a format of records of several documents, each of which is validated by its own.
type mix interface {
	ValidatorOf(text []byte) *validator.Validator
}

// formatOf returns the format of a codec, which is nobody's business but that of tests.
func formatOf[T any](codec *flowtrail.Codec[T]) record.Format[T] {
	format := reflect.ValueOf(codec).Elem().FieldByName("format")
	return reflect.NewAt(format.Type(), format.Addr().UnsafePointer()).Elem().Interface().(record.Format[T])
}

func (s *subject[T]) isCSV() bool { return s.header != "" }

// equal are the options of comparisons of records, in which nothing is left out.
var equal = cmp.Options{cmp.Comparer(func(a, b netip.Addr) bool { return a == b })}

// alike takes an empty slice or map for none: memory that is used again may be there without being filled.
var alike = cmp.Options{equal, cmpopts.EquateEmpty()}

// extra returns the field of a record with what the document does not name, a map: of the event that the record holds, if it is one of a
// mix. A record of an unknown stream has none, which is the zero Value.
func extra[T any](v *T) reflect.Value {
	record := reflect.ValueOf(v).Elem()
	if event := record.FieldByName("Event"); event.IsValid() {
		record = event.Elem().Elem()
	}
	return record.FieldByName("Extra")
}
