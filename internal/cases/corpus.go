package cases

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Manifest is the name of the file that lists the files of a corpus.
const Manifest = "manifest.jsonl"

// An Entry is a line of the manifest of a corpus: a file, and what is broken in it, if anything is.
type Entry struct {
	File     string `json:"file"`
	Records  int    `json:"records"` // how many there are, with the one that is broken
	Spelling string `json:"spelling,omitempty"`
	Plain    string `json:"plain,omitempty"` // a file with the same records as the codec writes them, all valid
	*Fault
}

// The folders of a corpus.
const (
	validFolder  = "valid"
	brokenFolder = "broken"
	plainFolder  = "plain"
	fuzzFolder   = "fuzz"
)

// WriteCorpus writes n files of a seed to a folder, which it makes if there is none: into valid and broken as they are, the latter with
// the kind of the fault in their names; into plain the records of those that are valid as the codec writes them; into fuzz all files in
// the form of the corpus of a Go fuzz target with one argument, a []byte. The manifest lists them.
func (s *Source) WriteCorpus(dir string, seed uint64, n int) error {
	for _, folder := range []string{validFolder, brokenFolder, plainFolder, fuzzFolder} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o777); err != nil {
			return err
		}
	}
	var manifest strings.Builder
	lines := json.NewEncoder(&manifest)
	lines.SetEscapeHTML(false)
	random := rand.New(rand.NewPCG(seed, 1))
	width := len(strconv.Itoa(n))
	for i := range n {
		f := s.File(Drawn(random), s.Kinds(), 0)
		entry, err := s.writeFile(dir, fmt.Sprintf("%0*d", width, i+1), f)
		if err == nil {
			err = lines.Encode(entry)
		}
		if err != nil {
			return err
		}
	}
	return write(dir, Manifest, []byte(manifest.String()))
}

// writeFile writes a file of a corpus, in all its forms.
func (s *Source) writeFile(dir, name string, f *File) (Entry, error) {
	entry := Entry{Records: len(f.Records), Spelling: f.Spelling.String(), Fault: f.Fault}
	extension := filepath.Ext(s.doc.Name())
	suffix := extension
	if f.Spelling&Gzip != 0 {
		suffix += ".gz"
	}
	if err := write(dir, fuzzFolder+"/"+name, []byte("go test fuzz v1\n[]byte("+strconv.Quote(string(f.Data))+")\n")); err != nil {
		return entry, err
	}
	if f.Fault != nil {
		entry.File = brokenFolder + "/" + name + "-" + string(f.Fault.Kind) + suffix
		f.Fault.File = entry.File
		return entry, write(dir, entry.File, f.Data)
	}
	entry.File, entry.Plain = validFolder+"/"+name+suffix, plainFolder+"/"+name+extension
	if err := write(dir, entry.Plain, s.Plain(f)); err != nil {
		return entry, err
	}
	return entry, write(dir, entry.File, f.Data)
}

func write(dir, name string, data []byte) error {
	return os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), data, 0o666)
}
