package main

import (
	"slices"

	"github.com/flowtrail/flowtrail/networkevent"
)

// experiments returns all that the table is made of, in its order.
func experiments(d *data, p *processes) []experiment {
	return slices.Concat(
		readingEvents(d), readingRows(d), teamwork(d), p.reports(), p.validations(), p.decompressions(),
		writing(d), p.generations(), refusing(d), p.growth(), gauges(d))
}

// duels returns the experiments of which both sides run in this process.
func duels(d *data) []experiment {
	return slices.Concat(readingEvents(d), readingRows(d), teamwork(d), writing(d), refusing(d))
}

func readingEvents(d *data) []experiment {
	const work = "S3 events: decode + validate, 1 core"
	const news = "S3 events, nothing repeats: decode + validate, 1 core"
	ours := read(networkevent.JSON, 1)
	validators := between(reader{1, d.events, ours}, reader{1, d.fewEvents, readJSONSchema})
	return []experiment{
		race(work, "encoding/json → struct", atLeast(11), on(d.events, ours, readEncodingJSON)),
		race(work, "encoding/json → any → jsonschema/v5, → struct", atLeast(70), validators),
		race(work, "easyjson → struct", atLeast(3.5), on(d.events, ours, readEasyJSON)),
		race(work, "sonic (assembly) → struct", target{}, on(d.events, ours, readSonic)),
		race(news, "encoding/json → struct", atLeast(3.5), on(d.newEvents, ours, readEncodingJSON)),
	}
}

func readingRows(d *data) []experiment {
	const work = "CSV rows: decode + validate, 1 core"
	ours := read(networkevent.CSV, 1)
	return []experiment{
		race(work, "gocsv.UnmarshalBytes → struct", atLeast(7), on(d.rows, ours, readGocsv)),
		race(work, "gocsv.Unmarshaller → struct", atLeast(7), on(d.rows, ours, pullGocsv)),
		race(work, "csvutil → struct", atLeast(2.8), on(d.rows, ours, readCsvutil)),
		race(work, "encoding/csv, ReuseRecord, no conversion", atLeast(1.1), on(d.rows, ours, readEncodingCSV)),
	}
}

// teamwork is about two workers, who keep the order of the records, beside one.
func teamwork(d *data) []experiment {
	const one = "flowtrail, 1 worker"
	events := func(workers int) reader { return reader{workers, d.events, read(networkevent.JSON, workers)} }
	news := func(workers int) reader { return reader{workers, d.newEvents, read(networkevent.JSON, workers)} }
	rows := func(workers int) reader { return reader{workers, d.rows, read(networkevent.CSV, workers)} }
	return []experiment{
		race("S3 events, 2 workers", one, atLeast(1.8), between(events(2), events(1))),
		race("S3 events, nothing repeats, 2 workers", one, atLeast(1.8), between(news(2), news(1))),
		race("CSV rows, 2 workers", one, atLeast(1.8), between(rows(2), rows(1))),
	}
}

func writing(d *data) []experiment {
	return []experiment{
		race("S3 events: Append", "json.Marshal", atLeast(6), d.writingEvents(appendAll(networkevent.JSON), marshalJSON)),
		race("S3 events: Write", "json.Encoder", atLeast(6), d.writingEvents(write(networkevent.JSON), encodeJSON)),
		race("CSV rows: Write", "gocsv.Marshal", atLeast(8), d.writingRows(write(networkevent.CSV), marshalGocsv)),
	}
}

// refusing is about inputs without a single valid record.
func refusing(d *data) []experiment {
	events := on(d.invalidEvents, refuse(networkevent.JSON), refuseEvents)
	rows := on(d.invalidRows, refuse(networkevent.CSV), refuseRows)
	return []experiment{
		race("S3 events, all invalid", "encoding/json → any → jsonschema/v5", atLeast(1), events),
		race("CSV rows, all invalid", "encoding/csv → map → jsonschema/v5", atLeast(1), rows),
	}
}

// gauges are about what flowtrail allocates and keeps. What Next has to allocate is the odd value that never repeats.
func gauges(d *data) []experiment {
	const tables = "S3 events, nothing repeats: memory that 2 workers keep"
	return []experiment{
		gauge(tables, memory, atMost(64), liveMemory(networkevent.JSON, d.newEvents, 2)),
		gauge("S3 events: Next, once warm", allocs, atMost(0.1), nextAllocs(networkevent.JSON, d.events)),
		gauge("CSV rows: Next, once warm", allocs, atMost(0.1), nextAllocs(networkevent.CSV, d.rows)),
		gauge("S3 events: All, once warm", allocs, atMost(2), allAllocs(networkevent.JSON, d.events)),
		gauge("CSV rows: All, once warm", allocs, atMost(2), allAllocs(networkevent.CSV, d.rows)),
	}
}
