/**
 * The hub over HTTP: who may do what, the API's own JSON, errors as problem+json, live events.
 *
 * <p>Only here are snake_case records, status codes and headers known.
 */
@NullMarked
package dev.caravan.web;

import org.jspecify.annotations.NullMarked;
