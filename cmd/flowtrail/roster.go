package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/flowtrail/flowtrail/documents"
	"github.com/flowtrail/flowtrail/useractivity"
)

// readRosters adds the users in CSVs to a roster, and reports whether all of them could be read and had users.
func (j *job) readRosters(names []string, roster *useractivity.Roster) bool {
	j.seen = make(map[string]bool)
	whole := true
	for _, name := range names {
		find := finder{say: j.say, fail: j.lose, seen: j.seen} // so that a directory which has the file does not lead to it again
		f := &file{input: input{name: name}, out: &section{to: j.printer, turn: now}, stopped: j.stopped}
		if name == "-" {
			f.name, f.stdin = "<stdin>", true
		}
		find.add(new(path), f.input)
		j.readRoster(f, roster)
		j.end(new(path), f)
		whole = whole && f.err == nil && !f.wrongHeader && f.Records > f.Invalid
	}
	return whole
}

// readRoster adds the users in a CSV to a roster, and tells how many there are.
func (j *job) readRoster(f *file, roster *useractivity.Roster) {
	in := io.NopCloser(j.stdin)
	if !f.stdin {
		var err error
		if in, err = os.Open(f.name); err != nil {
			f.err = err
			return
		}
	}
	defer in.Close()
	f.tally = j.run.Tally(useractivity.InactiveCSV)  // which has the column user_email
	_, text, err := documents.Open(&unpacker{r: in}) // which need not know it, but knows what can be no CSV
	var unknown *documents.UnknownError
	switch errors.As(err, &unknown); {
	case unknown == nil && err != nil:
		f.err = err
		return
	case unknown != nil && unknown.Foreign:
		f.err = fmt.Errorf("it is %s", unknown.Seen)
		return
	}
	for email, err := range useractivity.ReadRoster(text, f.options()...) {
		if err == nil {
			roster.Add(email)
		} else if f.take(err) != nil {
			return
		}
	}
	switch {
	case f.err != nil || f.wrongHeader:
	case f.Records == f.Invalid:
		j.empty = true
		f.out.say("%s: no users", f.name)
	default:
		f.out.say("%s: %s, %d invalid", f.name, plural(f.Records, "user"), f.Invalid)
	}
}
