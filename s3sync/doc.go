// Package s3sync reads and writes whole files of Twingate's S3 sync, in which the records of all selected streams stand
// in one file, in any order.
//
//	for rec, err := range s3sync.JSON.Read(r) {
//		…
//		switch ev := rec.Event.(type) {
//		case *networkevent.Event: …
//		case *s3sync.Unknown: … // a stream that this version does not know: kept, not dropped
//		}
//	}
package s3sync
