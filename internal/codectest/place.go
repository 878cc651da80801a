package codectest

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// anyItem stands in a place for the index of any item.
const anyItem = "*"

// pointer returns the JSON Pointer of a path or a place.
func pointer(path []string) string {
	var b strings.Builder
	for _, token := range path {
		b.WriteString("/" + jsonsyntax.EscapePointer(token))
	}
	return b.String()
}

// occurrences returns the paths in v that a place stands for.
func occurrences(v any, place []string) (paths [][]string) {
	if len(place) == 0 {
		return [][]string{nil}
	}
	below := func(token string, child any) {
		for _, path := range occurrences(child, place[1:]) {
			paths = append(paths, append([]string{token}, path...))
		}
	}
	switch v := v.(type) {
	case map[string]any:
		if child, ok := v[place[0]]; ok {
			below(place[0], child)
		}
	case []any:
		if place[0] == anyItem {
			for i, item := range v {
				below(strconv.Itoa(i), item)
			}
		}
	}
	return paths
}

// at returns the value at a path that is there.
func at(v any, path []string) any {
	for _, token := range path {
		if items, ok := v.([]any); ok {
			i, _ := strconv.Atoi(token)
			v = items[i]
		} else {
			v = v.(map[string]any)[token]
		}
	}
	return v
}

// replaced returns v with another value at a path that is there. It leaves v as it is.
func replaced(v any, path []string, value any) any {
	if len(path) == 0 {
		return value
	}
	if items, ok := v.([]any); ok {
		i, _ := strconv.Atoi(path[0])
		items = slices.Clone(items)
		items[i] = replaced(items[i], path[1:], value)
		return items
	}
	object := maps.Clone(v.(map[string]any))
	object[path[0]] = replaced(object[path[0]], path[1:], value)
	return object
}

// A located text is one record as text, with the offset of each of its values by path.
type located struct {
	text    []byte
	header  int // length of the header, which comes first in CSV
	offsets map[string]int
}

// locate writes a record in JSON, on one line.
func locate(record any) located {
	l := located{offsets: map[string]int{}}
	l.value(record, "")
	return l
}

func (l *located) value(v any, path string) {
	l.offsets[path] = len(l.text)
	switch v := v.(type) {
	case map[string]any:
		l.text = append(l.text, '{')
		for i, name := range slices.Sorted(maps.Keys(v)) {
			l.separate(i)
			l.text = append(append(l.text, encoded(name)...), ':')
			l.value(v[name], path+"/"+jsonsyntax.EscapePointer(name))
		}
		l.text = append(l.text, '}')
	case []any:
		l.text = append(l.text, '[')
		for i, item := range v {
			l.separate(i)
			l.value(item, path+"/"+strconv.Itoa(i))
		}
		l.text = append(l.text, ']')
	default:
		l.text = append(l.text, encoded(v)...)
	}
}

func (l *located) separate(i int) {
	if i > 0 {
		l.text = append(l.text, ',')
	}
}

// locateRow writes a record in CSV: a header, and a row in which each cell is in quotes, to which the offsets are.
func locateRow(record any) located {
	l := located{offsets: map[string]int{}}
	cells := record.(map[string]any)
	names := slices.Sorted(maps.Keys(cells))
	for i, name := range names {
		l.separate(i)
		l.text = append(l.text, inQuotes(name)...)
	}
	l.text = append(l.text, '\n')
	l.header = len(l.text)
	for i, name := range names {
		l.separate(i)
		l.offsets["/"+jsonsyntax.EscapePointer(name)] = len(l.text)
		l.text = append(l.text, inQuotes(cells[name].(string))...)
	}
	l.text = append(l.text, '\n')
	return l
}

func inQuotes(cell string) string { return `"` + strings.ReplaceAll(cell, `"`, `""`) + `"` }
