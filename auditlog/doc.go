// Package auditlog reads, validates and writes Twingate's audit log: who did what to which objects of the Admin Console. Its records
// come in the envelope that Twingate syncs to S3 buckets and bare, as the Admin Console exports them; [JSON] reads both, one [Event] a
// record, and writes each as it came.
//
// The records are documented on Twingate's page "Audit Logs Schema", the envelope on "Syncing Data to AWS S3". The two differ:
// version is "1" or 1, times have minutes or microseconds, kinds of targets begin with a small or a capital letter, a key has
// allowedIpRange or allowedIpRanges. Both forms are read. What neither closes stays open: an action may be any word, and a target
// of a kind that is not documented is an [OtherTarget].
package auditlog
