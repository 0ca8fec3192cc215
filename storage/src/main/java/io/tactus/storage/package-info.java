/** Schema, off-heap pages, rows, indexes, transactions, versions and queries. */
package io.tactus.storage;
