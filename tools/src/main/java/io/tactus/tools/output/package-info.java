/**
 * What commands print: aligned tables for people, JSON for programs. Immutable or call-confined.
 */
package io.tactus.tools.output;
