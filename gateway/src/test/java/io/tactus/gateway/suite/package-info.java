/**
 * The public JSON parsing suite on every route that takes JSON.
 *
 * <p>{@link io.tactus.gateway.suite.SuiteDocument} reads the documents, {@link
 * io.tactus.gateway.suite.SuiteVerdict} says what must become of each, and {@link
 * io.tactus.gateway.suite.SuitePlaces} where a document can stand: as a body, within one, in a URL,
 * in a message. The walk over the table of routes is in {@code JsonSuiteTest} one package up.
 */
package io.tactus.gateway.suite;
