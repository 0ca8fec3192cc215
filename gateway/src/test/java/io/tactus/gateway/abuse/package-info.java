/**
 * Clients that mean harm, or are broken: thousands who say nothing, those who drip, those who hide
 * a request within another. What a single request may do wrong is in {@code ProtocolAbuseTest}.
 */
package io.tactus.gateway.abuse;
