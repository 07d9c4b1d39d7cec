const SEPARATOR = ';'

export function collect(rows) {
	let found = []
	for (const row of rows) {
		if (row.old) continue
		found = found.concat([row.id, row.name]) // want array
	}
	return found
}

export function keysOf(objects) {
	let keys = []
	for (const object of objects) keys = keys.concat(Object.keys(object)) // want array
	return keys.join(SEPARATOR)
}

export function tables(rows) {
	return rows.reduce((table, row) => {
		if (!row.id) return table
		else return Object.assign({}, table, { [row.id]: row.name }) // want object
	}, {})
}

export function lengths(words) {
	return [...words].reduce((all, word) => word === '' ? all : [...all, word.length], []) // want array
}

export function visited(rows, seen) {
	let all = [...seen]
	rows.forEach(row => {
		all = [...all, row] // want array
	})
	return all
}

export async function pages(client) {
	let rows = []
	let cursor
	do {
		const page = await client.list(cursor)
		rows = rows.concat(page.rows) // want array
		cursor = page.next
	} while (cursor)
	return { rows }
}

export async function failures(jobs, run, report) {
	let errors = []
	for (const job of jobs) {
		try {
			errors = [...errors, ...await run(job)] // want array potential
		} catch (error) {
			report(error, errors.length)
		}
	}
	return errors
}

export function history(moves, publish) {
	let past = []
	for (const move of moves) {
		past = [...past, move]
		publish(past)
	}
}
