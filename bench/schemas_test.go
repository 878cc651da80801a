package main

import (
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/flowtrail/flowtrail/networkevent"
)

// BenchmarkValidateBySchema is the tool beside validators of JSON Schema in other languages: sourcemeta's in C++, and ajv, which
// compiles the schema to JavaScript. They print findings, but check nothing that a schema cannot say.
func BenchmarkValidateBySchema(b *testing.B) { benchmarkSchemas(b, file(b, eventsFile), 0, 0, 0) }

// BenchmarkValidateInvalidBySchema does the same where each record has a wrong value. Of these there are fewer. sourcemeta's goes on after a
// record that it finds invalid only where it is told to.
func BenchmarkValidateInvalidBySchema(b *testing.B) {
	path := filepath.Join(b.TempDir(), "invalid.json")
	check(b, os.WriteFile(path, inject(b, head(b, eventsFile, *records), 0, eventFaults), 0o666))
	benchmarkSchemas(b, path, 1, 2, 1)
}

// benchmarkSchemas measures validating a file of events. The tools end with these exit codes.
func benchmarkSchemas(b *testing.B, path string, flowtrail, sourcemeta, ajv int) {
	schema := filepath.Join(b.TempDir(), "event.json")
	check(b, os.WriteFile(schema, networkevent.JSON.Schema(), 0o666))
	lines := path + "l" // by this name sourcemeta's knows what it is
	if err := os.Link(path, lines); !errors.Is(err, fs.ErrExist) {
		check(b, err)
	}
	tools := schemaTools(b)
	cli := filepath.Join(tools, "node_modules", ".bin", "jsonschema")
	benchmarkExit(b, "flowtrail", flowtrail, path, flowtrailTool(b), "validate", lines)
	benchmarkExit(b, "sourcemeta", sourcemeta, path, cli, "validate", "--continue", schema, lines)
	benchmarkExit(b, "sourcemeta-fast", sourcemeta, path, cli, "validate", "--continue", "--fast", schema, lines)
	benchmarkExit(b, "ajv", ajv, path, "node", filepath.Join(tools, "validate.mjs"), schema, lines)
}

// schemaTools returns the directory of the tools, which npm installs if it is missing.
func schemaTools(tb testing.TB) string {
	tb.Helper()
	dir := filepath.Join(*work, "schemas")
	if _, err := os.Stat(filepath.Join(dir, "node_modules")); err == nil {
		return dir
	}
	check(tb, os.CopyFS(dir, os.DirFS("schemas")))
	if text, err := exec.Command("npm", "ci", "--prefix", dir, "--no-audit", "--no-fund").CombinedOutput(); err != nil {
		tb.Fatalf("%v: %s", err, text)
	}
	return dir
}
