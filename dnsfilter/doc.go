// Package dnsfilter reads, validates and writes Twingate DNS filtering events, the records of the stream dns_filtering that Twingate
// syncs to S3 buckets: [JSON], one [Event] a record.
//
// Such a record is documented on two of Twingate's pages, "Syncing Data to AWS S3" and "DNS Filtering", which differ: only the first
// one shows the model of a device. Both forms are read.
package dnsfilter
