(() => {
	const one = css => document.querySelector(css), form = one(".request"), errors = one(".errors"),
		letter = one(".letter"), text = one(".letter__text"), done = one("[data-done]");
	const all = (css, act) => document.querySelectorAll(css).forEach(act);
	let sent;

	const sound = () => {
		errors.hidden = true;
		all("[data-error]", box => {
			const field = box.querySelector("input,textarea");
			const bad = !field.validity.valid || field.required && !field.value.trim();
			box.querySelector(".error").textContent = bad ? box.dataset.error : "";
			field.setAttribute("aria-invalid", bad);
			one(`[href="#${field.id}"]`).parentNode.hidden = !bad;
			if (bad) errors.hidden = false;
		});
		errors.focus();
		return errors.hidden;
	};
	const write = () => {
		const subject = one("[data-subject]:checked").dataset.subject;
		let body = "";
		all("[data-line]", box => {
			const said = [...box.querySelectorAll("[type=text],textarea,:checked")]
				.map(field => field.value.trim()).filter(Boolean).join(", ");
			if (said) body += `${box.dataset.line}: ${said}\n\n`;
		});
		text.textContent = `${subject}\n\n${body}`;
		body = encodeURIComponent(body.replace(/\n/g, "\r\n"));
		all("[data-mail]", link => link.search = `subject=${encodeURIComponent(subject)}&body=${body}`);
		done.textContent = "";
		letter.hidden = false;
		letter.focus();
	};

	form.noValidate = true;
	form.oninput = () => letter.hidden = true;
	form.onsubmit = () => {
		if (!sound()) return false;
		write();
		if (form.method != "post" || sent) return false;
		sent = setTimeout(() => sent = 0, 1e4);
	};
	onclick = ({target: {dataset: {do: act}}}) => {
		if (act == "letter" && sound()) write();
		if (act == "print") print();
		if (act == "copy") {
			getSelection().selectAllChildren(text);
			document.execCommand("copy");
			done.textContent = done.dataset.done;
		}
	};
	onpageshow = () => {
		sent = 0;
		(one("[data-subject]:checked") || one(":target>[data-subject]") || {}).checked = true;
	};
})();
