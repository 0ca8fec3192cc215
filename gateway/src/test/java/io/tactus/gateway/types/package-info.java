/** Declared types and wide numbers over HTTP, on every way in and out. */
package io.tactus.gateway.types;
