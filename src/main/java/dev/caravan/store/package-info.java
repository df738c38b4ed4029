/**
 * PostgreSQL: the server inside the hub or a given one, its pool, its migrations, and batches.
 *
 * <p>This room knows nothing of messages; the tables stand with the rooms they belong to.
 */
@NullMarked
package dev.caravan.store;

import org.jspecify.annotations.NullMarked;
