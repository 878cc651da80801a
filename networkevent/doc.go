// Package networkevent reads, validates and writes Twingate network events in the two encodings that Twingate exports: the JSON
// records that it syncs to S3 buckets ([JSON], each record an [Event]) and the CSV report that can be downloaded from the
// Admin Console ([CSV], each record a [Row]).
//
//	for event, err := range networkevent.JSON.Read(file) {
//		if err != nil {
//			return err // or go on: a *flowtrail.RecordError is about one record only
//		}
//		fmt.Println(event.Time, event.User.Email, event.Resource.Address)
//	}
//
// Twingate's page "Detailed Network Event Schemas" documents both encodings; "Syncing Data to AWS S3" documents what is around
// an event in a JSON record. Real exports differ from the documents: they have 26 columns instead of 22, and there is the older
// event type "network". Both forms are read.
package networkevent
