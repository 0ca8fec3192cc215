/** What every module that has threads of its own needs to end them. */
package io.tactus.storage.thread;
