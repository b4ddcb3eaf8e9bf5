/// What the server has found out about itself, with advice.
@NullMarked
package dev.opsdeck.api.insights;

import org.jspecify.annotations.NullMarked;
