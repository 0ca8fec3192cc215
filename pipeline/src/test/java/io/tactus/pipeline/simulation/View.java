package io.tactus.pipeline.simulation;

import io.tactus.storage.catalog.Catalog;
import io.tactus.storage.model.ModelStore;

/**
 * What a submitter knows when it makes up a command: perhaps no longer the newest. Immutable.
 *
 * @param store the tables; never changed
 * @param catalog the same tables as the engine published them
 */
record View(ModelStore store, Catalog catalog) {}
