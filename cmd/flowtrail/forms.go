package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/flowtrail/flowtrail"
	"github.com/flowtrail/flowtrail/auditlog"
	"github.com/flowtrail/flowtrail/networkevent"
	"github.com/flowtrail/flowtrail/s3sync"
	"github.com/flowtrail/flowtrail/useractivity"
	"github.com/flowtrail/flowtrail/vpcflow"
)

// A form is what records can be converted to.
type form struct {
	name  string // that of a type, or one like it
	short string // another name, or empty
	about string
	open  opener
}

// An opener begins to write records in a form, of connections those that are wanted.
type opener func(w io.Writer, wanted *networkevent.Selection) conversion

// forms are all that records can be converted to.
var forms = []form{
	{networkevent.JSON.Name(), "json", "network events as synced to S3", toConnections("json")},
	{networkevent.CSV.Name(), "csv", "network events as the Admin Console reports them", toConnections("csv")},
	{vpcflow.JSON.Name(), "", "flow events with names as delivered", toSpelling(vpcflow.JSON)},
	{vpcflow.CamelJSON.Name(), "", "flow events with names as documented", toSpelling(vpcflow.CamelJSON)},
	{auditlog.JSON.Name(), "", "audit log as synced to S3, in an envelope", toAuditLog(false)},
	{bareAuditLog, "", "audit log as exported from the Admin Console", toAuditLog(true)},
	{activeUsers, "", "active users, each an object with the columns as members", toObjects(useractivity.CSV, activeUsers,
		func(u *useractivity.ActiveUser) map[string]string { return u.Extra })},
	{inactiveUsers, "", "inactive users, likewise", toObjects(useractivity.InactiveCSV, inactiveUsers,
		func(u *useractivity.InactiveUser) map[string]string { return u.Extra })},
}

// The names of forms that are no types of their own: the first is read as auditlog.json, the others are not read.
const (
	bareAuditLog  = "auditlog.bare.json"
	activeUsers   = "useractivity.json"
	inactiveUsers = "useractivity.inactive.json"
)

// formNames returns the names of all forms.
func formNames() []string {
	var names, short []string
	for _, to := range forms {
		names = append(names, to.name)
		if to.short != "" {
			short = append(short, to.short)
		}
	}
	return append(short, names...)
}

// formByName returns the form that one of the names stands for.
func formByName(name string) *form {
	return &forms[slices.IndexFunc(forms, func(to form) bool { return name == to.name || name == to.short })]
}

// A conversion writes records in a form.
type conversion struct {
	from  map[string]convertAll // by the name of the document whose records it takes
	flush func() error
}

// convertAll writes the valid records of a file. It calls each after each of them, with what was changed or why it cannot be
// converted, and stops if that returns false.
type convertAll func(f *file, each func([]change, error) (goOn bool))

// takes reports whether the records of a document can be converted to a form.
func (to *form) takes(doc string) bool { return to.open(io.Discard, nil).from[doc] != nil }

// refuse says why the records of a document cannot be converted to a form.
func (to *form) refuse(doc flowtrail.Document) error {
	var others []string
	for _, other := range forms {
		switch {
		case !other.takes(doc.Name()):
		case other.name == to.name:
			return nil
		default:
			others = append(others, other.name)
		}
	}
	instead := "anything else"
	if len(others) > 0 {
		instead = to.name + ", only to " + oneOf(others)
	}
	return fmt.Errorf("it is %s, which cannot be converted to %s", doc.Name(), instead)
}

// recordsOf returns how the records of a codec are converted by put.
func recordsOf[T any](codec *flowtrail.Codec[T], put func(*T) ([]change, error)) convertAll {
	return func(f *file, each func([]change, error) bool) {
		reader := codec.NewReader(f.text, f.options(flowtrail.SkipOtherStreams())...)
		f.pos = reader.Pos
		var v T
		for err := range reader.Into(&v) {
			if err != nil && f.take(err) != nil || err == nil && !each(put(&v)) {
				return
			}
		}
	}
}

func toConnections(encoding string) opener {
	return func(w io.Writer, wanted *networkevent.Selection) conversion {
		to := newTarget(w, encoding)
		from := make(map[string]convertAll)
		for doc, log := range connectionLogs {
			from[doc] = func(f *file, each func([]change, error) bool) { log.convert(f, wanted, to, each) }
		}
		return conversion{from, to.Flush}
	}
}

// toSpelling is for flow events: each codec reads both spellings, and writes its own.
func toSpelling(codec *flowtrail.Codec[vpcflow.Event]) opener {
	return func(w io.Writer, _ *networkevent.Selection) conversion {
		to := codec.NewWriter(w)
		events := recordsOf(codec, func(e *vpcflow.Event) ([]change, error) { return nil, to.Write(e) })
		return conversion{map[string]convertAll{vpcflow.JSON.Name(): events, vpcflow.CamelJSON.Name(): events}, to.Flush}
	}
}

// toAuditLog is for audit logs, also for those among the other streams of a sync file.
func toAuditLog(bare bool) opener {
	return func(w io.Writer, _ *networkevent.Selection) conversion {
		to := auditlog.JSON.NewWriter(w)
		events := recordsOf(auditlog.JSON, func(e *auditlog.Event) ([]change, error) {
			if !bare {
				wrapped := e.ToEnvelope()
				return nil, to.Write(&wrapped)
			}
			unwrapped := e.ToBare()
			return told(lostIn(bareAuditLog), e.LostInBare()...), to.Write(&unwrapped)
		})
		return conversion{map[string]convertAll{auditlog.JSON.Name(): events, s3sync.JSON.Name(): events}, to.Flush}
	}
}

// toObjects is for rows of a CSV, which become objects whose members are called as the columns. Columns that are extra are lost.
func toObjects[T any](codec *flowtrail.Codec[T], name string, extra func(*T) map[string]string) opener {
	return func(w io.Writer, _ *networkevent.Selection) conversion {
		rows := recordsOf(codec, func(v *T) ([]change, error) {
			_, err := io.WriteString(w, object(v)+"\n")
			return told(lostIn(name), slices.Sorted(maps.Keys(extra(v)))...), err
		})
		return conversion{map[string]convertAll{codec.Name(): rows}, func() error { return nil }}
	}
}
