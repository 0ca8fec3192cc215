/** The HTTP front: REST, JSON-RPC, change feeds, metrics and the console. */
package io.tactus.gateway;
