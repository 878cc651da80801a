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
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/useractivity"
	"github.com/flowtrail/flowtrail/vpcflow"
)

// All returns all documents, each in each of its encodings.
func All() []flowtrail.Document {
	return []flowtrail.Document{
		networkevent.JSON, networkevent.CSV, dnsfilter.JSON, auditlog.JSON, dlp.JSON, s3sync.JSON,
		vpcflow.JSON, vpcflow.CamelJSON,
		useractivity.CSV, useractivity.InactiveCSV,
	}
}

// detect returns the document that an input with such a beginning is, or nil: a file of several streams rather than one of any
// of them.
func detect(head []byte) flowtrail.Document {
	if len(head) == 0 {
		return nil
	}
	for _, doc := range append([]flowtrail.Document{s3sync.JSON}, All()...) {
		if doc.Detect(head) {
			return doc
		}
	}
	return nil
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
