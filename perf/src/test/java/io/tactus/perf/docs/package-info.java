/** Holds the documentation against the product: its commands are run, and print what it says. */
package io.tactus.perf.docs;
