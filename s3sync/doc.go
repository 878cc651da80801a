// Package s3sync reads and writes what Twingate syncs to an S3 bucket: files in which the records of all selected streams stand, in
// any order, one file about every five minutes. [JSON] is the codec of one file.
//
//	for rec, err := range s3sync.JSON.Read(r) {
//		…
//		switch ev := rec.Event.(type) {
//		case *networkevent.Event: …
//		case *s3sync.Unknown: … // a stream that this version does not know: kept, not dropped
//		}
//	}
//
// [Files] reads the files of a range of time, of a copy of a bucket or any other [io/fs.FS]. A [DirWriter] makes such files.
//
//	files := s3sync.Files{FS: os.DirFS("bucket"), From: from, To: to, Workers: 4}
//	for rec, err := range files.Read() { … }
//
// The document is "Syncing Data to AWS S3". It says how files are named and what records are in them, but not in which order, nor
// whether a record may be in two files.
package s3sync
