package s3sync

import (
	"errors"
	"sync"
)

const (
	batchSize = 64 << 10 // of what is handed over at once, in bytes of text
	batches   = 32       // of a file, that wait to be handed out
	large     = batchSize * batches
)

var errGoexit = errors.New("s3sync: opening or reading a file called runtime.Goexit, as FailNow of a test does")

// A batch is some of the records and errors of a file.
type batch struct {
	pairs []pair
	size  int
	panic any // what reading panicked with
}

type pair struct {
	rec *Record
	err error
}

// readAhead yields the records of files, several of which are read at the same time.
func (r *reading) readAhead(files []File, yield func(*Record, error) bool) {
	var running sync.WaitGroup
	defer running.Wait()
	stop := make(chan struct{})
	defer close(stop)
	queues := make([]chan batch, len(files))
	started := 0
	for i, file := range files {
		for ; started < min(i+r.Workers, len(files)); started++ {
			if next := files[started]; next.Size <= large {
				queue := make(chan batch, batches)
				running.Go(func() { r.fill(queue, stop, next) })
				queues[started] = queue
			}
		}
		if queues[i] == nil {
			if !r.read(file, r.Workers, func(rec *Record, _ int, err error) bool { return yield(rec, err) }) {
				return
			}
			continue
		}
		for b := range queues[i] {
			for _, p := range b.pairs {
				if !yield(p.rec, p.err) {
					return
				}
			}
			if b.panic != nil {
				panic(b.panic) // in the caller's goroutine, where it can be recovered
			}
		}
		queues[i] = nil
	}
}

// fill puts the records of a file into a queue and closes it, unless it is stopped.
func (r *reading) fill(queue chan<- batch, stop <-chan struct{}, file File) {
	defer close(queue)
	var b batch
	send := func() bool {
		select {
		case queue <- b:
			b = batch{}
			return true
		case <-stop:
			return false
		}
	}
	returned := false
	defer func() {
		if b.panic = recover(); b.panic == nil && !returned {
			b.panic = errGoexit // what is left of the file must not be missing unnoticed
		}
		send()
	}()
	r.read(file, 1, func(rec *Record, size int, err error) bool {
		b.pairs, b.size = append(b.pairs, pair{rec, err}), b.size+size
		return b.size < batchSize || send()
	})
	returned = true
}
