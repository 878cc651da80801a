package input

import "io"

// patience is how often an input may return nothing before it is given up.
const patience = 100

// patient reads an input again that returned nothing. It always returns something or an error.
type patient struct{ r io.Reader }

func (p patient) Read(b []byte) (n int, err error) {
	for range patience {
		if n, err = p.r.Read(b); n > 0 || err != nil || len(b) == 0 {
			return n, err
		}
	}
	return 0, io.ErrNoProgress
}
