// Package networkevent reads, validates and writes Twingate network events in both encodings that
// Twingate exports: the JSON records that it syncs to S3 buckets ([JSON], one [Event] a record) and the
// CSV report that is downloaded from the Admin Console ([CSV], one [Row] a record).
//
// Both encodings are documented on Twingate's page "Detailed Network Event Schemas"; the S3 envelope on
// "Syncing Data to AWS S3". Where real exports differ from the documents (26 columns instead of 22, the
// older event type "network"), both forms are read.
package networkevent
