package compressed_test

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/flowtrail/flowtrail/internal/compressed"
)

// TestRead tells what a decompressor ends with: as it is if its source failed, even if it takes that for the end.
func TestRead(t *testing.T) {
	cable := errors.New("the cable is cut")
	for name, test := range map[string]struct{ source, decompressor, want error }{
		"end":         {io.EOF, io.EOF, nil},
		"cut off":     {io.EOF, io.ErrUnexpectedEOF, errors.New("the x data is cut off at byte 4, after 4 bytes of text: unexpected EOF")},
		"corrupt":     {io.EOF, errors.New("wrong"), errors.New("the x data is corrupt at byte 4, after 4 bytes of text: wrong")},
		"unsupported": {io.EOF, errors.ErrUnsupported, errors.New("the x data cannot be decompressed: unsupported operation")},
		"failed":      {cable, io.ErrUnexpectedEOF, cable},
		"swallowed":   {cable, io.EOF, cable},
	} {
		r, err := compressed.Open("x", io.MultiReader(strings.NewReader("data"), iotest.ErrReader(test.source)),
			func(r io.Reader) (io.Reader, error) { return ending{r, test.decompressor}, nil })
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if diff := cmp.Diff(fmt.Sprint("data", test.want), fmt.Sprint(string(text), err)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// ending ends with an error of its own.
type ending struct {
	io.Reader
	err error
}

func (e ending) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	if err != nil {
		err = e.err
	}
	return n, err
}

// TestOpenFails opens by functions that return no reader.
func TestOpenFails(t *testing.T) {
	for want, fail := range map[string]error{
		"the x data is corrupt at byte 0, after 0 bytes of text: wrong":                                  errors.New("wrong"),
		"the x data is cut off at byte 0, after 0 bytes of text: unexpected EOF":                         io.EOF,
		"the x data is corrupt at byte 0, after 0 bytes of text: there is nothing to decompress it with": nil,
	} {
		_, err := compressed.Open("x", strings.NewReader("data"), func(io.Reader) (io.Reader, error) { return nil, fail })
		if diff := cmp.Diff(want, fmt.Sprint(err)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
