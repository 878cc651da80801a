package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

func BenchmarkValidateEvents(b *testing.B)     { benchmarkValidate(b, file(b, eventsFile)) }
func BenchmarkValidateRows(b *testing.B)       { benchmarkValidate(b, file(b, rowsFile)) }
func BenchmarkValidateEventsGzip(b *testing.B) { benchmarkGzip(b, file(b, eventsFile+".gz")) }
func BenchmarkValidateRowsGzip(b *testing.B)   { benchmarkGzip(b, file(b, rowsFile+".gz")) }

func benchmarkValidate(b *testing.B, path string) {
	benchmarkProcess(b, "flowtrail", path, flowtrailTool(b), "validate", path)
}

// benchmarkGzip measures validating beside decompressing alone.
func benchmarkGzip(b *testing.B, path string) {
	benchmarkValidate(b, path)
	benchmarkProcess(b, "gzip", path, "gzip", "-dc", path)
}

// BenchmarkValidateSmallFiles is thousands of files with five records each.
func BenchmarkValidateSmallFiles(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "small")
	check(b, os.Mkdir(dir, 0o777))
	text := head(b, eventsFile, 40_000)
	files := 0
	for lines := range slices.Chunk(slices.Collect(bytes.Lines(text)), 5) {
		path := filepath.Join(dir, fmt.Sprintf("%d.json", files))
		check(b, os.WriteFile(path, bytes.Join(lines, nil), 0o666))
		files++
	}
	benchmarkProcess(b, "flowtrail", filepath.Join(dir, "0.json"), flowtrailTool(b), "validate", dir)
}
