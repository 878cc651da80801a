package main

import (
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/flowtrail/flowtrail"
)

// mostAhead is how many inputs may be read before their turn to be printed.
const mostAhead = 1000

// A job reads all inputs of one command, as many side by side as there are workers.
type job struct {
	*printer
	as     flowtrail.Document             // what all inputs are; nil if that is to be found by looking
	hint   string                         // what to do about an input of unknown type; the types are listed after it
	refuse func(flowtrail.Document) error // says why a type is not wanted; nil to want all
	opts   []flowtrail.Option             // of all readers
	use    func(*file)                    // reads an input that is wanted
	seen   map[string]bool                // locations of files that were read before, and are not read again; may be nil

	prepare  func(*file)            // sets what holds for an input; nil for nothing
	exclude  func(name string) bool // whether a file is not to be read, or a directory not to be looked into; nil to read all
	reports  map[string]bool        // locations of files that are written, and so not read
	quiet    bool                   // nothing is said of inputs with which nothing is wrong, nor how far reading is
	failFast bool                   // nothing is read after the first input with an error

	workers  int  // that decode, at least one
	inTurn   bool // one input is read after the other
	mu       sync.Mutex
	panicked any

	outcome
}

// read reads all inputs that the paths stand for.
func (j *job) read(args []string) {
	find := finder{say: j.note, fail: j.lose, exclude: j.exclude, leave: j.leave, written: j.reports, seen: make(map[string]bool)}
	maps.Copy(find.seen, j.seen)
	paths := make([]*path, len(args))
	for i, arg := range args {
		paths[i] = find.find(arg)
	}
	j.excluded = !slices.ContainsFunc(paths, func(p *path) bool { return !p.excluded })
	unread := totalSize(paths)
	if !j.quiet {
		j.progress.expect(unread)
	}

	var all sync.WaitGroup
	sideBySide := j.workers
	if j.inTurn {
		sideBySide = 1
	}
	reading, ahead := make(chan struct{}, sideBySide), make(chan struct{}, mostAhead)
	turn, index, several := now, 0, manyFiles(paths)
	for _, p := range paths {
		for _, in := range p.inputs {
			f := &file{
				input: in, index: index, alone: !several, out: &section{to: j.printer, turn: turn}, stopped: j.stopped,
				as: j.as, failFast: j.failFast,
			}
			f.opts = append(f.opts, append(j.opts, flowtrail.Workers(j.share(in.size, unread)))...)
			if j.prepare != nil {
				j.prepare(f)
			}
			unread -= max(in.size, 0)
			index++
			over := make(chan struct{})
			turn = over
			ahead <- struct{}{}
			reading <- struct{}{}
			all.Go(func() {
				j.protect(func() { j.readInput(f) })
				<-reading
				f.out.wait()
				j.protect(func() { j.end(p, f) })
				<-ahead
				close(over)
			})
		}
		before, over := turn, make(chan struct{})
		turn = over
		all.Go(func() {
			<-before
			j.endPath(p)
			close(over)
		})
	}
	all.Wait()
	if j.panicked != nil {
		panic(j.run.Reason(fmt.Sprint(j.panicked)))
	}
}

// share returns how many workers decode an input: as many as is its share of all that is unread.
func (j *job) share(size, unread int64) int {
	if j.inTurn || size < 0 || unread <= 0 {
		return j.workers
	}
	part := float64(size) / float64(unread)
	return min(max(int(part*float64(j.workers)+0.5), 1), j.workers)
}

// protect calls do. If it panics, the job stops, and read panics.
func (j *job) protect(do func()) {
	defer func() {
		if v := recover(); v != nil {
			j.mu.Lock()
			defer j.mu.Unlock()
			j.panicked = v
		}
	}()
	do()
}

// stopped reports whether there is no point in reading on.
func (j *job) stopped() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.panicked != nil || j.over.Load() || len(j.reports) == 0 && j.stdout.failed() != nil
}

// note says what is no fault of an input.
func (j *job) note(format string, args ...any) {
	if !j.quiet {
		j.say(format, args...)
	}
}

// end tells what an input held, and adds it to the outcome.
func (j *job) end(p *path, f *file) {
	if j.stopped() {
		return
	}
	j.run.File(f.about(j.run.Reason), f.tally)
	f.out.end()
	j.add(f)
	p.records += f.Records
	p.failed = p.failed || f.err != nil
	if f.void {
		p.voids++
	}
	if j.failFast && (f.cut || f.err != nil) {
		j.over.Store(true)
	}
}

// endPath tells of a path without records.
func (j *job) endPath(p *path) {
	if p.records > 0 || p.failed || p.partly || j.stopped() {
		return
	}
	if len(p.inputs) == 0 || p.voids < len(p.inputs) {
		j.empty = true
	}
	switch {
	case len(p.inputs) == 0 && p.without:
		j.say("%s: no records: what is in it is excluded", p.arg)
	case len(p.inputs) != 1 || !p.inputs[0].named:
		j.say("%s: no records", p.arg)
	}
	j.run.Empty(p.arg)
}

// lose takes note of an input that cannot be found.
func (j *job) lose(name string, err error) { j.without(&file{input: input{name: name}, err: err}) }

// leave takes note of a path that is named, and excluded.
func (j *job) leave(name string) { j.without(&file{input: input{name: name}, unread: "excluded"}) }

// without takes note of what is not read before any input is.
func (j *job) without(f *file) {
	f.out = &section{to: j.printer, turn: now}
	j.end(new(path), f)
}
