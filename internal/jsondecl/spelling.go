package jsondecl

import "strings"

// Snake returns a name as it is declared: "src_addr".
func Snake(name string) string { return name }

// Camel returns a declared name in lower camel case: "srcAddr" for "src_addr".
func Camel(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// Spelled returns members that are written under one spelling of their names and read under two. A member that is there under
// both is in question. Extra members are held by the names as they are declared, whatever the spelling.
func Spelled[T any](written, also func(string) string, members ...Member[T]) []Member[T] {
	all := make([]Member[T], len(members))
	for i, m := range members {
		m.name, m.alias = written(m.name), also(m.name)
		m.spellings = [...]string{pointerTo(m.name), pointerTo(m.alias)}
		all[i] = m
	}
	return all
}
