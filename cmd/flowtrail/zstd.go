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

// unpack looks at the first bytes of an input. It returns a reader of the whole input, decompressed if that is zstd, and reports
// whether it is.
func unpack(r io.Reader) (io.Reader, bool, error) {
	var memory [len(zstdMagic)]byte
	n, err := io.ReadFull(r, memory[:])
	head := memory[:n]
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, false, err
	}
	whole := io.MultiReader(bytes.NewReader(head), r)
	if string(head) != zstdMagic && !(len(head) == len(zstdMagic) && head[0]&0xf0 == 0x50 && string(head[1:]) == skippableMagic) {
		return whole, false, nil
	}
	text, err := compressed.Open("zstd", whole, openZstd)
	return text, true, err
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
