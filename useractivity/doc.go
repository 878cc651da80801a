// Package useractivity computes Twingate's reports of active and of inactive users from network events.
//
// Twingate's page "User Activity" documents the 15 columns of the report of active users: see [ActiveUser]. An [Accumulator] counts
// the connections of any number of exports, in either encoding of package networkevent, and lists who was active:
//
//	var acc useractivity.Accumulator
//	if err := acc.Within(from, to); err != nil { … }
//	err := acc.ReadEvents(networkevent.JSON.NewReader(r, flowtrail.Workers(4)))
//	for user, err := range acc.Active(from, to) { … }
//
// Several Accumulators can be filled at the same time, one for each worker, file or machine, sent in binary form, and merged. The
// report is the same as if one had counted everything, in any order.
//
// Who was inactive can be told of known users only. A [Roster] has them, from a CSV or from the audit log:
//
//	for user, err := range acc.Inactive(&roster, asOf) { … }
//
// # What counts
//
// A connection counts once, at its end: as a success if it was closed (closed_connection, NORMAL), as a failure
// if it was not made (failed_to_connect, denied_access, DNS_ERROR, CONNECTION_FAILED). An established_connection
// does not count, because its closing is an event of its own that counts. A failure is a DNS failure if its status is DNS_ERROR or its
// error message mentions DNS. Service accounts are not users: their connections do not count. Records are not compared with
// each other: a connection that is in two of the exports, or in both encodings, counts twice.
//
// The end of a connection is an event's time, and a row's end_time or, where that is empty, its start_time.
// Time windows are half-open: a connection that ends at from counts, one that ends at to does not.
//
// Among connections, users are told apart by their email as it is written, devices by id. Between connections and a [Roster] the case
// of letters makes no difference. A missing address or device id is not counted. A byte count that is missing is zero.
package useractivity
