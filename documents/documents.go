// Package documents lists all documents that this module knows, and finds the one that an input needs:
//
//	doc, r, err := documents.Open(file)
//	if err != nil {
//		return err
//	}
//	for err := range doc.Check(r) {
//		log.Print(err)
//	}
package documents

import (
	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/dlp"
	"github.com/flowtrail/flowtrail/dnsfilter"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/useractivity"
)

// All returns all documents, each in each of its encodings, in the order in which an input is tried.
func All() []flowtrail.Document {
	return []flowtrail.Document{networkevent.JSON, networkevent.CSV, dnsfilter.JSON, auditlog.JSON, dlp.JSON, useractivity.CSV}
}

// ByName returns the document with a name, such as "networkevent.json", or nil if there is none.
func ByName(name string) flowtrail.Document {
	for _, doc := range All() {
		if doc.Name() == name {
			return doc
		}
	}
	return nil
}
