/** Reads what servers note of their requests. */
package io.tactus.gateway.accesslog;
