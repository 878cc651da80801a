package cases

import "bytes"

// A Splitter is written to what a codec writes, and hands out the records in it, one by one.
type Splitter struct {
	use    func(Record) error
	rows   bool // of CSV
	header bool // comes first
	rest   []byte
	quoted bool // rest ends within quotes
	seen   int  // how much of rest was looked at
}

// splitter returns a Splitter of what the document is written in. What use is given is valid until it returns.
func (s *Source) splitter(use func(Record) error) *Splitter {
	return &Splitter{use: use, rows: s.CSV(), header: s.CSV()}
}

// Write takes what comes next.
func (s *Splitter) Write(p []byte) (int, error) {
	s.rest = append(s.rest, p...)
	begin := 0
	for {
		end := s.end()
		if end < 0 {
			s.rest = append(s.rest[:0], s.rest[begin:]...)
			s.seen -= begin
			return len(p), nil
		}
		line := s.rest[begin:end]
		if begin = s.seen; s.header {
			s.header = false
			continue
		}
		if err := s.use(Record(line)); err != nil {
			return 0, err
		}
	}
}

// end returns where the record ends that s.seen is in, at a newline outside of quotes, or -1 if that is not there yet. JSON as
// codecs write it has no other newlines.
func (s *Splitter) end() int {
	for s.seen < len(s.rest) {
		n := bytes.IndexByte(s.rest[s.seen:], '\n')
		if n < 0 {
			break
		}
		if s.rows && bytes.Count(s.rest[s.seen:s.seen+n], []byte{'"'})%2 > 0 {
			s.quoted = !s.quoted
		}
		if s.seen += n + 1; !s.quoted {
			return s.seen - 1
		}
	}
	return -1
}
