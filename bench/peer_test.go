package main

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
)

// A decoder decodes a line into a V, which is the zero value but for memory that can be used again.
type decoder[V any] func(line []byte, v *V) error

// readLines returns a reader of lines, all into the same memory.
func readLines[V any](decode decoder[V]) reader {
	return func(text []byte) (n int, err error) {
		v := new(V)
		reset := func() { reflect.ValueOf(v).Elem().SetZero() }
		if r, ok := any(v).(interface{ Reset() }); ok {
			reset = r.Reset
		}
		for line := range bytes.Lines(text) {
			reset()
			if err := decode(line, v); err != nil {
				return n, err
			}
			n++
		}
		return n, nil
	}
}

// unmarshalJSON decodes with encoding/json.
func unmarshalJSON[V any](line []byte, v *V) error { return json.Unmarshal(line, v) }

// unmarshalKnown does the same for a line of which V has all members.
func unmarshalKnown[V any](line []byte, v *V) error {
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	return d.Decode(v)
}

// inCamelCase returns what decodes lines as decode does, into a struct like V but for the names of its members, which are in camelCase.
func inCamelCase[V any](decode decoder[any]) decoder[struct{}] {
	v := reflect.New(camelCase(reflect.TypeFor[V]()))
	p := v.Interface()
	return func(line []byte, _ *struct{}) error {
		v.Elem().SetZero()
		return decode(line, &p)
	}
}

func camelCase(t reflect.Type) reflect.Type {
	switch {
	case t.Kind() == reflect.Slice:
		return reflect.SliceOf(camelCase(t.Elem()))
	case t.Kind() != reflect.Struct || reflect.PointerTo(t).NumMethod() > 0:
		return t
	}
	var fields []reflect.StructField
	for f := range t.Fields() {
		f.Type = camelCase(f.Type)
		first, rest, _ := strings.Cut(string(f.Tag), "_")
		for rest != "" && first != `json:"json` {
			var word string
			word, rest, _ = strings.Cut(rest, "_")
			first += strings.ToUpper(word[:1]) + word[1:]
		}
		if rest != "" {
			first += "_" + rest
		}
		f.Tag = reflect.StructTag(first)
		fields = append(fields, reflect.StructField{Name: f.Name, Type: f.Type, Tag: f.Tag, Anonymous: f.Anonymous})
	}
	return reflect.StructOf(fields)
}
