// Package dlp reads, validates and writes Twingate data loss prevention events, the records of the stream data_loss_prevention that
// Twingate syncs to S3 buckets: [JSON], one [Event] a record.
//
// All that is documented of this stream is one payload on the page "Syncing Data to AWS S3". So a record must have what that has, and
// its vocabularies are open.
package dlp
