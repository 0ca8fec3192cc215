/** A matchmaker written only against the public procedure API. */
package io.tactus.matchmaker;
