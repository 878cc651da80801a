package report

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/internal/jsonsyntax"
)

// Values is how much of the input's values reports show, and of the names of members and columns that no document has.
type Values string

const (
	Full Values = "full" // all that the findings have
	Hash Values = "hash" // a keyed hash in place of each
	None Values = "none" // nothing
)

// hidden stands for a name or a text that reports do not show.
const hidden = "(hidden)"

// A Redactor keeps values of the input out of reports. All that a report tells of the input goes through it once, before any
// reporter sees it. It is safe for concurrent use.
type Redactor struct {
	values Values
	key    []byte

	mu     sync.Mutex
	places map[string]*place // of documents, by their names
}

// NewRedactor returns a redactor, whose key is only for [Hash].
func NewRedactor(values Values, key []byte) *Redactor {
	return &Redactor{values: values, key: key, places: map[string]*place{}}
}

// text returns what stands for a text of the input.
func (r *Redactor) text(s string) string {
	switch r.values {
	case Full:
		return s
	case Hash:
		mac := hmac.New(sha256.New, r.key)
		mac.Write([]byte(s))
		return "hmac:" + hex.EncodeToString(mac.Sum(nil)[:8])
	}
	return hidden
}

// finding returns a finding as reports may show it. Its path is shown already.
func (r *Redactor) finding(v flowtrail.Violation, path string) flowtrail.Violation {
	v.Path = path
	if r.values == Full {
		return v
	}
	v.Message = r.reason(v.Message)
	if v.Rule == flowtrail.RuleInternal {
		v.Message = "the record could not be validated"
	}
	switch {
	case v.Value == "":
	case r.values == None:
		v.Value = ""
	default:
		v.Value = r.text(v.Value)
	}
	return v
}

// quoted is a text in quotes, as %q writes it.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?`)

// reason returns a message as reports may show it: what stands in quotes may be from the input.
func (r *Redactor) reason(message string) string {
	if r.values == Full || !strings.Contains(message, `"`) {
		return message
	}
	return quoted.ReplaceAllStringFunc(message, func(s string) string {
		if plain, err := strconv.Unquote(s); err == nil {
			s = plain
		}
		return r.text(s)
	})
}

// place returns the place of a whole record of a document; nil if there is no document.
func (r *Redactor) place(doc flowtrail.Document) *place {
	if doc == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	p, ok := r.places[doc.Name()]
	if !ok {
		var err error
		if p, err = newPlace(doc.Schema()); err != nil {
			panic(err) // it is embedded, and all documents are tested
		}
		r.places[doc.Name()] = p
	}
	return p
}

// path returns a path as reports may show it, and the one that stands for all items of arrays in it, whose indices are "*".
// Names that the document does not have are shown as values are.
func (r *Redactor) path(p *place, path string) (shown, group string) {
	if path == "" {
		return "", ""
	}
	var one, all strings.Builder
	for token := range strings.SplitSeq(path[1:], "/") {
		index := isIndex(token)
		known := p != nil
		if known {
			if below := p.member(jsonsyntax.UnescapePointer(token)); below != nil {
				p, index = below, false
			} else if below := p.items(); below != nil && index {
				p = below
			} else {
				p, known = nil, false
			}
		}
		if !known && r.values != Full {
			token, index = r.text(jsonsyntax.UnescapePointer(token)), false
		}
		one.WriteString("/" + token)
		if index {
			token = "*"
		}
		all.WriteString("/" + token)
	}
	return one.String(), all.String()
}

func isIndex(token string) bool {
	for i := range len(token) {
		if token[i] < '0' || token[i] > '9' {
			return false
		}
	}
	return token != ""
}

// plain reports whether a path is shown as it is, and stands for itself alone.
func (r *Redactor) plain(path string) bool {
	if path == "" || r.values != Full {
		return path == ""
	}
	for i := 1; i < len(path); i++ {
		if path[i-1] == '/' && '0' <= path[i] && path[i] <= '9' { // perhaps the index of an item
			return false
		}
	}
	return true
}
