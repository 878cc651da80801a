package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"github.com/klauspost/compress/zstd"
)

// zstdOf returns text compressed by zstd, as a frame of blocks with a checksum.
func zstdOf(t testing.TB, text string, opts ...zstd.EOption) string {
	t.Helper()
	var data strings.Builder
	w, err := zstd.NewWriter(&data, append([]zstd.EOption{zstd.WithEncoderConcurrency(1)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.String()
}

// incompressible returns n bytes of text in which nothing recurs.
func incompressible(n int) string {
	text := make([]byte, n)
	for i, state := 0, uint32(1); i < n; i++ {
		state = state*1664525 + 1013904223
		text[i] = byte(state >> 24)
	}
	return string(text)
}

func unpackAll(whole io.Reader) (string, bool, error) {
	u := &unpacker{r: whole}
	text, err := io.ReadAll(u)
	return string(text), u.zstd, err
}

// TestUnpack unpacks frames in all their forms, and passes on as it is what is no zstd.
func TestUnpack(t *testing.T) {
	const skippable = "\x5a\x2a\x4d\x18\x03\x00\x00\x00abc"
	long := strings.Repeat("some text and some more, ", 50_000) + incompressible(300_000)
	for _, text := range []string{"a", "some text", long} {
		frame, bare := zstdOf(t, text), zstdOf(t, text, zstd.WithEncoderCRC(false), zstd.WithSingleSegment(true))
		for whole, want := range map[string]string{
			frame: text, bare: text,
			frame + bare + frame:                     text + text + text,
			skippable + frame:                        text,
			frame + skippable + skippable:            text,
			zstdOf(t, "") + frame:                    text,
			skippable:                                "",
			zstdOf(t, "", zstd.WithZeroFrames(true)): "",
			zstdOf(t, frame):                         frame, // once is enough
		} {
			for _, r := range []io.Reader{strings.NewReader(whole), iotest.OneByteReader(strings.NewReader(whole)), iotest.DataErrReader(strings.NewReader(whole))} {
				got, packed, err := unpackAll(r)
				if got != want && whole != "" || whole != "" && !packed || err != nil {
					t.Fatalf("%.20q is %.20q, %v, %v, want %.20q", whole, got, packed, err, want)
				}
			}
		}
	}
	if n, err := (&unpacker{r: strings.NewReader("text")}).Read(make([]byte, 3)); n > 0 || err != io.ErrShortBuffer {
		t.Errorf("%d bytes are read into 3, %v", n, err)
	}
	for _, text := range []string{"", "a", "abc", "abcd", "{}", zstdMagic[:3], "(\xb5/", "P*M", "\x1f\x8b\x08\x00", long} {
		got, packed, err := unpackAll(iotest.HalfReader(strings.NewReader(text)))
		if got != text || packed || err != nil {
			t.Errorf("%.20q is %.20q, %v, %v", text, got, packed, err)
		}
	}
}

// TestUnpackCut cuts frames off after each of their bytes. That is never taken for the end, and what stands before is read.
func TestUnpackCut(t *testing.T) {
	text := strings.Repeat("some text, ", 30) + incompressible(200)
	frame, bare := zstdOf(t, text), zstdOf(t, text, zstd.WithEncoderCRC(false))
	for first, want := range map[string]string{"": "", frame: text, bare: text} {
		for _, last := range []string{frame, bare, "\x5a\x2a\x4d\x18\x03\x00\x00\x00abc"} {
			for at := 1; at < len(last); at++ {
				if first == "" && at < len(zstdMagic) {
					continue // this is no zstd
				}
				got, packed, err := unpackAll(strings.NewReader(first + last[:at]))
				where := fmt.Sprintf("the zstd data is cut off at byte %d, after %d bytes of text: unexpected EOF", len(first)+at, len(want))
				if diff := cmp.Diff(where, fmt.Sprint(err)); diff != "" || !packed || !errors.Is(err, io.ErrUnexpectedEOF) || got != want {
					t.Fatalf("%d bytes, and %d of %d: %d bytes of text (-want +got):\n%s", len(first), at, len(last), len(got), diff)
				}
			}
		}
	}
}

// TestUnpackCorrupt changes each byte of a frame with a checksum. Whatever that makes of it, text that differs is not taken for right.
func TestUnpackCorrupt(t *testing.T) {
	text := strings.Repeat("some text, ", 30) + incompressible(200)
	frame := zstdOf(t, text)
	for at := len(zstdMagic); at < len(frame); at++ {
		for _, flip := range []byte{0x01, 0x10, 0x80, 0xff} {
			wrong := []byte(frame)
			wrong[at] ^= flip
			got, _, err := unpackAll(strings.NewReader(string(wrong)))
			if err == nil && got != text {
				t.Errorf("byte %d: %d bytes of text are taken for right", at, len(got))
			}
			if err != nil && !strings.HasPrefix(err.Error(), "the zstd data ") {
				t.Errorf("byte %d: %v", at, err)
			}
		}
	}
	for whole, want := range map[string]string{
		frame + "{}{}{}":                                   fmt.Sprintf("the zstd data is corrupt at byte %d, after %d bytes of text: ", len(frame)+4, len(text)),
		"\x28\xb5\x2f\xfd\x00\x98":                         "the zstd data cannot be decompressed: that takes more than 128 MiB of memory",
		"\x28\xb5\x2f\xfd\xe0" + strings.Repeat("\x01", 8): "the zstd data cannot be decompressed: that takes more than 128 MiB of memory",
		"\x28\xb5\x2f\xfd\x01\x40\x07\x01\x00\x00":         "the zstd data cannot be decompressed: that takes the dictionary it was compressed with",
	} {
		if _, _, err := unpackAll(strings.NewReader(whole)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%.20q: %v, not %s", whole, err, want)
		}
	}
}

// TestUnpackFails checks that what the input fails with is told as it is, wherever it fails.
func TestUnpackFails(t *testing.T) {
	frame := zstdOf(t, strings.Repeat("some text, ", 30))
	for at := range len(frame) + 1 {
		for _, cause := range []error{io.ErrClosedPipe, io.ErrUnexpectedEOF, errors.New("the cable is cut")} {
			if _, _, err := unpackAll(io.MultiReader(strings.NewReader(frame[:at]), iotest.ErrReader(cause))); err != cause {
				t.Fatalf("at byte %d: %v, not %v", at, err, cause)
			}
		}
	}
}
