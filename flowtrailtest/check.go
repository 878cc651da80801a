package flowtrailtest

import (
	"testing"

	"github.com/flowtrail/flowtrail"
)

// checked is how many cases Check reads.
const checked = 2000

// Check reads 2,000 cases with read, as [Try] does. Of the first one in which something is wrong it makes the plainest case in which
// something still is, and fails t with that.
func Check[T, R any](t testing.TB, codec *flowtrail.Codec[T], read func(data []byte) ([]R, error), compare func(want *T, got R) string, opts ...Option) {
	t.Helper()
	left := checked
	for c := range Cases(codec, 1, opts...) {
		if Try(c, read, compare) != "" {
			c = Shrink(c, func(c *Case[T]) bool { return Try(c, read, compare) != "" })
			t.Errorf("%s\n%v\nThis is the case of the choices %q.", Try(c, read, compare), c, c.Choices)
			return
		}
		if left--; left == 0 {
			return
		}
	}
}

// seeds is how many cases fuzzing begins with.
const seeds = 100

// Fuzz fuzzes read: each input is the choices of a case (see [FromChoices]), which is read as [Try] does. So a fuzzer explores what
// means something to a parser rather than bytes that are no file at all, and what it finds it can make plainer by itself. To fuzz
// with any bytes as well, write a target of one's own and give it to [Seed].
func Fuzz[T, R any](f *testing.F, codec *flowtrail.Codec[T], read func(data []byte) ([]R, error), compare func(want *T, got R) string, opts ...Option) {
	f.Helper()
	f.Add([]byte(nil))
	left := seeds
	for c := range Cases(codec, 1, opts...) {
		f.Add(c.Choices)
		if left--; left == 0 {
			break
		}
	}
	f.Fuzz(func(t *testing.T, choices []byte) {
		c := FromChoices(codec, choices, opts...)
		if wrong := Try(c, read, compare); wrong != "" {
			t.Errorf("%s\n%v", wrong, c)
		}
	})
}

// Seed adds the files of 100 cases, valid and broken, to the seeds of a target with one argument, the bytes of a file.
func Seed[T any](f *testing.F, codec *flowtrail.Codec[T], opts ...Option) {
	f.Helper()
	left := seeds
	for c := range Cases(codec, 1, opts...) {
		f.Add(c.Data)
		if left--; left == 0 {
			break
		}
	}
}

// WriteCorpus writes the files of the first n cases of seed 1 to the folder dir, and makes it if there is none:
//
//	valid/     files that are valid
//	broken/    files that are broken, with the kind of the fault in their names
//	plain/     the records of each valid file, as the codec writes them
//	fuzz/      all files, in the form in which Go keeps the seeds of a fuzz target with one argument, a []byte
//	manifest.jsonl
//
// The manifest has one line for each file, a JSON object: file, records (how many), spelling and, for a valid file, plain. For a broken
// one it has kind, rule, path, record, line, column and offset as well, as in [Fault].
func WriteCorpus[T any](dir string, codec *flowtrail.Codec[T], n int) error {
	return makerOf(codec, nil).source.WriteCorpus(dir, 1, n)
}
