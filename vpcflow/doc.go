// Package vpcflow reads, validates and writes the flow logs that Yandex Cloud's Audit Trails deliver: the data events called
// ExternalFlow, of Virtual Private Cloud and of BareMetal. They are two messages of one name, told apart by the whole of their
// event_type: [TypeVPC] and [TypeBareMetal].
//
// The reference of the events spells the names of members in camelCase ("srcAddr"), the logs themselves in snake_case
// ("src_addr"). Both codecs read both, even in one file; [JSON] writes the names as they are delivered, [CamelJSON] as they are
// documented. A member that is there under both of its names is a finding.
//
// All three ways of delivery are read: the object in a bucket, which is one array; the message of a data stream, which is JSON Lines;
// and the entry of Cloud Logging, which has the event in its json_payload. See [Event.InLogEntry].
//
// No real ExternalFlow event has been published. What its documents leave open is open here: the words of action, reason, nat and
// direction, what session, flow_idx, iface_idx and iface_gen mean, and whether default values are left out.
package vpcflow
