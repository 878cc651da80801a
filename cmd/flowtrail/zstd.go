package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/zstd"

	"github.com/flowtrail/flowtrail/internal/compressed"
)

// mostWindow is how many bytes back zstd data may refer to, which have to be held in memory while it is read. The zstd command
// allows as many unless it is asked for more.
const mostWindow = 128 << 20

// A zstd stream begins with a frame, or with a skippable one, which has its magic number in its last three bytes.
const (
	zstdMagic      = "\x28\xb5\x2f\xfd"
	skippableMagic = "\x2a\x4d\x18"
)

// An unpacker reads an input, decompressed if that is zstd.
type unpacker struct {
	r      io.Reader
	looked bool // at the first bytes
	zstd   bool // it is, as far as has been looked
}

// Read implements [io.Reader]. The first call looks at what it reads: it must ask for no less than a magic number.
func (u *unpacker) Read(p []byte) (int, error) {
	if u.looked {
		return u.r.Read(p)
	}
	n, err := io.ReadAtLeast(u.r, p, len(zstdMagic))
	switch u.looked = err != io.ErrShortBuffer; {
	case err == nil && isZstd(p[:n]):
		whole := io.MultiReader(bytes.NewReader(bytes.Clone(p[:n])), u.r)
		text, err := compressed.Open("zstd", whole, openZstd)
		if err != nil {
			panic(err) // it reads nothing yet, and the options are right
		}
		u.r, u.zstd = text, true
		// A frame may be as short as a record, and what the input is cannot be told from one record.
		n, err = io.ReadAtLeast(u.r, p, len(p))
		if n > 0 {
			err = nil // the next call meets it again
		}
		return n, err
	case n > 0:
		err = nil // if there was one, the next call meets it again
	}
	return n, err
}

// isZstd reports whether data, which are no shorter than a magic number, begin as zstd does.
func isZstd(data []byte) bool {
	magic := string(data[:len(zstdMagic)])
	return magic == zstdMagic || magic[0]&0xf0 == 0x50 && magic[1:] == skippableMagic
}

// openZstd decompresses zstd in the goroutine that reads.
func openZstd(r io.Reader) (io.Reader, error) {
	d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(mostWindow), zstd.WithDecoderMaxMemory(mostWindow))
	if err != nil {
		return nil, err
	}
	return zstdDecoder{d}, nil
}

// A zstdDecoder tells what the decoder does not support from what is wrong.
type zstdDecoder struct{ *zstd.Decoder }

func (d zstdDecoder) Read(p []byte) (int, error) {
	n, err := d.Decoder.Read(p)
	switch {
	case errors.Is(err, zstd.ErrWindowSizeExceeded), errors.Is(err, zstd.ErrDecoderSizeExceeded):
		err = unsupported(fmt.Sprintf("that takes more than %d MiB of memory", mostWindow>>20))
	case errors.Is(err, zstd.ErrUnknownDictionary):
		err = unsupported("that takes the dictionary it was compressed with")
	}
	return n, err
}

// An unsupported says why something that is not wrong cannot be done.
type unsupported string

func (u unsupported) Error() string { return string(u) }
func (u unsupported) Unwrap() error { return errors.ErrUnsupported }
