/**
 * Transport Layer Security: certificates and keys from PEM files, read again when they change.
 *
 * <p>Threads: reading happens at the start and on the thread that watches files; the TLS context
 * may be used by any thread. What always holds: TLS 1.2 or newer, and no part of a private key in a
 * message.
 */
package io.tactus.gateway.tls;
