package flowtrailtest

import (
	"fmt"
	"iter"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/cases"
)

// A Case is a file, and what a reader must make of it. It must not be changed.
type Case[T any] struct {
	Data []byte // the file

	// Records are the records of the file, one for each. That at Fault.Record, counted from 1, was valid before it was broken. If the
	// fault ends the file, they are those before it, of which a reader may have got any number when it finds that out.
	Records []*T

	Fault    *Fault // what is broken; nil in a valid file
	Spelling string // how the file differs from how the codec writes it, such as "order,crlf"; empty if it does not
	Choices  []byte // that [FromChoices] makes it from

	parts []cases.Part // of the file, that each of the choices is about
	maker *maker[T]
}

// A Fault is what is broken in a file, and the finding that it must lead to: the rule, the path, and the position of the offending
// value. A missing member is one of the object that lacks it. Without a rule, the file as a whole cannot be read on, and the
// position, if it is known, says from where.
type Fault = cases.Fault

// A Kind is a way in which a file is broken, such as "truncated" or "duplicate-member". [Kinds] lists those of a codec.
type Kind = cases.Kind

// Kinds returns the kinds of faults that there are in cases of a codec.
func Kinds[T any](codec *flowtrail.Codec[T]) []Kind { return makerOf(codec, nil).source.Kinds() }

// Spellings returns the ways in which files of a codec are spelled, such as "order" and "gzip".
func Spellings[T any](codec *flowtrail.Codec[T]) []string {
	return makerOf(codec, nil).source.Spellings()
}

// An Option leaves some cases out: [Valid] or [Without].
type Option func(*choice)

type choice struct {
	valid   bool
	without []string
}

// Valid leaves out all files that are broken.
func Valid() Option { return func(c *choice) { c.valid = true } }

// Without leaves out kinds of faults and ways of spelling, by their names: what a reader is not meant to care about. It panics
// for a name that is neither.
func Without(names ...string) Option {
	return func(c *choice) { c.without = append(c.without, names...) }
}

// A maker makes the cases of a codec.
type maker[T any] struct {
	*material[T]
	kinds   []Kind
	without cases.Spelling
}

// A material is what the cases of a codec are made of.
type material[T any] struct {
	source *cases.Source
	values []*T // the samples that the source has
}

// samples is how many records files are made of.
const samples = 1024

var materials sync.Map // of func() *material[T], by codec: what all targets of a process share is made once

func makerOf[T any](codec *flowtrail.Codec[T], opts []Option) *maker[T] {
	once, _ := materials.LoadOrStore(codec, sync.OnceValue(func() *material[T] {
		source, err := cases.New(codec, samples)
		if err != nil {
			panic(err) // samples can be written
		}
		m := &material[T]{source: source}
		for v := range codec.Samples(1) {
			if m.values = append(m.values, v); len(m.values) == samples {
				break
			}
		}
		return m
	}))
	m := &maker[T]{material: once.(func() *material[T])()}
	var chosen choice
	for _, opt := range opts {
		opt(&chosen)
	}
	m.kinds = m.source.Kinds()
	for _, name := range chosen.without {
		way, err := m.source.Spelling([]string{name})
		if known := slices.Contains(m.kinds, Kind(name)); err != nil && !known {
			panic(fmt.Sprintf("flowtrailtest: %s has neither a kind of fault nor a spelling %q", codec.Name(), name))
		}
		m.without |= way
	}
	m.kinds = slices.DeleteFunc(m.kinds, func(k Kind) bool {
		return chosen.valid || slices.Contains(chosen.without, string(k)) || cases.Needs(k)&m.without != 0
	})
	return m
}

// Cases returns an endless sequence of cases. The same seed gives the same ones on every platform. About a third is broken, each
// in one place, and half of them are spelled otherwise than the codec writes.
func Cases[T any](codec *flowtrail.Codec[T], seed uint64, opts ...Option) iter.Seq[*Case[T]] {
	m := makerOf(codec, opts)
	return func(yield func(*Case[T]) bool) {
		random := rand.New(rand.NewPCG(seed, 1))
		for yield(m.make(cases.Drawn(random))) {
		}
	}
}

// FromChoices makes a case from bytes, each of which decides something about it: how many records there are, which, how they are
// spelled, what is broken. The byte '0', or none, decides for what is plainest: no bytes at all make a file with one record as the codec
// writes it. All bytes make a case, so that a fuzzer can change them as it likes.
func FromChoices[T any](codec *flowtrail.Codec[T], choices []byte, opts ...Option) *Case[T] {
	return makerOf(codec, opts).make(cases.Given(choices))
}

func (m *maker[T]) make(choices cases.Choices) *Case[T] {
	f := m.source.File(choices, m.kinds, m.without)
	c := &Case[T]{Data: f.Data, Fault: f.Fault, Spelling: f.Spelling.String(), Choices: f.Choices, parts: f.Parts, maker: m}
	for _, i := range f.Records {
		c.Records = append(c.Records, m.values[i])
	}
	return c
}

// String returns the file, in quotes if it has anything in it that does not print, with a line before it about what is broken.
func (c *Case[T]) String() string {
	text := string(c.Data)
	strange := func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }
	if !utf8.ValidString(text) || strings.ContainsFunc(text, strange) {
		text = fmt.Sprintf("%q", text)
	}
	if c.Fault != nil {
		text = fmt.Sprintf("%s at %d:%d%s\n", c.Fault.Kind, c.Fault.Line, c.Fault.Column, prefixed(" in ", c.Fault.Path)) + text
	}
	return strings.TrimSuffix(text, "\n")
}

func prefixed(prefix, text string) string {
	if text == "" {
		return ""
	}
	return prefix + text
}
